// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/logical_line.h"

#include <algorithm>

namespace s1::dockerfile {

void LogicalLine::reset(std::uint32_t at) {
  text_ = {};
  pieces_.clear();
  at_ = at;
}

void LogicalLine::append(Span content) {
  if (content.empty()) return;
  const std::string_view bytes = file_.substr(content.begin, content.size());
  if (pieces_.empty()) {
    pieces_.push_back({0, content.begin});
    text_ = bytes;
    return;
  }
  if (pieces_.size() == 1) joined_.assign(text_);
  pieces_.push_back({size(), content.begin});
  joined_ += bytes;
  text_ = joined_;
}

const LogicalLine::Piece& LogicalLine::piece_at(std::uint32_t offset) const {
  if (pieces_.size() == 1) return pieces_.front();
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                      [](std::uint32_t at, const Piece& piece) { return at < piece.text_begin; });
  return *(after - 1);
}

Span LogicalLine::to_file(Span part) const {
  if (pieces_.empty()) return {at_, at_};
  const auto place = [this](std::uint32_t offset) {
    const Piece& piece = piece_at(offset);
    return piece.file_begin + (offset - piece.text_begin);
  };
  if (!part.empty()) return {place(part.begin), place(part.end - 1) + 1};
  // An empty part stands right after what comes before it, on that line.
  const std::uint32_t at = part.begin == 0 ? place(0) : place(part.begin - 1) + 1;
  return {at, at};
}

MappedText LogicalLine::mapped(Span part) const {
  MappedText result;
  if (part.empty()) return result;
  const Piece* const end = pieces_.data() + pieces_.size();
  for (const Piece* piece = &piece_at(part.begin); piece != end && piece->text_begin < part.end; ++piece) {
    const std::uint32_t begin = std::max(part.begin, piece->text_begin);
    const std::uint32_t piece_end = piece + 1 == end ? size() : piece[1].text_begin;
    const std::uint32_t at = piece->file_begin + (begin - piece->text_begin);
    result.append(file_, {at, at + std::min(part.end, piece_end) - begin});
  }
  return result;
}

}  // namespace s1::dockerfile
