// SPDX-License-Identifier: Apache-2.0
#include "text/mapped_text.h"

#include <algorithm>

namespace s1 {

MappedText::MappedText(std::string_view file, Span span) {
  append(file, span);
}

void MappedText::append(std::string_view file, Span span) {
  if (span.empty()) return;
  const std::string_view bytes = file.substr(span.begin, span.size());
  if (pieces_.empty()) {
    view_ = bytes;
    pieces_.push_back({0, span.begin, false});
    return;
  }
  const auto at = static_cast<std::uint32_t>(text().size());
  const Piece& last = pieces_.back();
  const bool adjacent = !last.synthetic && last.file_begin + (at - last.text_begin) == span.begin;
  if (adjacent && owned_.empty()) {
    view_ = {view_.data(), view_.size() + bytes.size()};
    return;
  }
  if (owned_.empty()) owned_ = view_;
  owned_ += bytes;
  if (!adjacent) pieces_.push_back({at, span.begin, false});
}

void MappedText::append_synthetic(std::string_view text_to_add, std::uint32_t at) {
  if (text_to_add.empty()) return;
  if (owned_.empty()) owned_ = view_;
  pieces_.push_back({static_cast<std::uint32_t>(owned_.size()), at, true});
  owned_ += text_to_add;
}

std::uint32_t MappedText::to_file(std::uint32_t offset) const {
  if (pieces_.empty()) return 0;
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                      [](std::uint32_t at, const Piece& piece) { return at < piece.text_begin; });
  const Piece& piece = *(after == pieces_.begin() ? after : after - 1);
  return piece.synthetic ? piece.file_begin : piece.file_begin + (offset - piece.text_begin);
}

Span MappedText::to_file(Span span) const {
  const std::uint32_t begin = to_file(span.begin);
  if (span.empty()) return {begin, begin};
  const std::uint32_t last = to_file(span.end - 1);
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), span.end - 1,
                                      [](std::uint32_t at, const Piece& piece) { return at < piece.text_begin; });
  const bool synthetic = after != pieces_.begin() && (after - 1)->synthetic;
  return {begin, std::max(begin, synthetic ? last : last + 1)};
}

MappedText MappedText::part(Span span) const {
  MappedText result;
  if (span.empty()) {
    if (!pieces_.empty()) result.pieces_.push_back({0, to_file(span.begin), false});
    return result;
  }
  const std::string_view bytes = text().substr(span.begin, span.size());
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const std::uint32_t piece_end =
        i + 1 < pieces_.size() ? pieces_[i + 1].text_begin : static_cast<std::uint32_t>(text().size());
    const std::uint32_t begin = std::max(span.begin, pieces_[i].text_begin);
    if (begin >= std::min(span.end, piece_end)) continue;
    const std::uint32_t skipped = pieces_[i].synthetic ? 0 : begin - pieces_[i].text_begin;
    result.pieces_.push_back({begin - span.begin, pieces_[i].file_begin + skipped, pieces_[i].synthetic});
  }
  if (owned_.empty())
    result.view_ = bytes;
  else
    result.owned_ = bytes;
  return result;
}

}  // namespace s1
