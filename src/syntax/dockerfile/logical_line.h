// SPDX-License-Identifier: Apache-2.0
// One instruction's line with its continuation lines joined, and the way back to the file. One object serves all lines
// of a file, so that joining allocates nothing of its own.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/mapped_text.h"
#include "text/span.h"

namespace s1::dockerfile {

class LogicalLine {
 public:
  explicit LogicalLine(std::string_view file) : file_(file) {}

  // Empties the line; an empty line lies at file offset `at`.
  void reset(std::uint32_t at);
  void append(Span content);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  // The place in the file of a part of the text; what was left out between its lines lies in it.
  [[nodiscard]] Span to_file(Span part) const;
  [[nodiscard]] MappedText mapped(Span part) const;

 private:
  struct Piece {
    std::uint32_t text_begin;
    std::uint32_t file_begin;
  };
  [[nodiscard]] const Piece& piece_at(std::uint32_t offset) const;

  std::string_view file_;
  std::string_view text_;  // a view into the file while there is one piece, else into joined_
  std::string joined_;
  std::vector<Piece> pieces_;
  std::uint32_t at_ = 0;
};

}  // namespace s1::dockerfile
