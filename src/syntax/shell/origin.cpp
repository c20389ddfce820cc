// SPDX-License-Identifier: Apache-2.0
#include "syntax/shell/origin.h"

#include <algorithm>

namespace s1::shell {

void Origin::append(std::string_view bytes, std::uint32_t at) {
  if (bytes.empty()) return;
  const auto begin = static_cast<std::uint32_t>(decoded_.size());
  if (pieces_.back().outer + (begin - pieces_.back().begin) != at) pieces_.push_back({begin, at});
  decoded_ += bytes;
}

Span Origin::to_file(Span span) const {
  if (span.empty()) return empty_to_file(span.begin);
  if (outer_ == nullptr) return file_->to_file(span);
  return outer_->to_file({to_outer(span.begin), to_outer(span.end - 1) + 1});
}

Span Origin::empty_to_file(std::uint32_t at) const {
  if (at == 0 && text().empty()) {
    if (outer_ == nullptr) return file_->to_file(Span{});
    const std::uint32_t outer = to_outer(0);
    return outer_->to_file({outer, outer});
  }
  const std::uint32_t offset = at == 0 ? to_file({0, 1}).begin : to_file({at - 1, at}).end;
  return {offset, offset};
}

std::uint32_t Origin::to_outer(std::uint32_t offset) const {
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                      [](std::uint32_t at, const Piece& piece) { return at < piece.begin; });
  const Piece& piece = *(after - 1);
  return piece.outer + (offset - piece.begin);
}

}  // namespace s1::shell
