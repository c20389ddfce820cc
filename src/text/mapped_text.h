// SPDX-License-Identifier: Apache-2.0
// Text that was put together from pieces of a file (continuation lines joined, comments between them left out, a
// heredoc's body, a YAML block scalar), with the way back: every offset of the text has its offset in the file.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace s1 {

class MappedText {
 public:
  MappedText() = default;
  // The bytes of one span of a file, as they are: no copy is made, and `file` must outlive this.
  MappedText(std::string_view file, Span span);

  // Appends file[span). Adjacent pieces are joined; the first piece is kept as a view.
  void append(std::string_view file, Span span);
  // Appends text that has no bytes of its own in the file; all of it maps to `at`.
  void append_synthetic(std::string_view text, std::uint32_t at);

  [[nodiscard]] std::string_view text() const { return owned_.empty() ? view_ : std::string_view(owned_); }
  [[nodiscard]] bool empty() const { return text().empty(); }
  // The file offset of the text's byte at `offset`; text().size() gives the end of the last piece.
  [[nodiscard]] std::uint32_t to_file(std::uint32_t offset) const;
  // The span from the first to past the last byte of `span` in the file; where pieces lie between, it holds what was
  // left out too.
  [[nodiscard]] Span to_file(Span span) const;
  // A part of this text that keeps its way back. Cheap while this is one piece.
  [[nodiscard]] MappedText part(Span span) const;

 private:
  struct Piece {
    std::uint32_t text_begin = 0;
    std::uint32_t file_begin = 0;
    bool synthetic = false;
  };
  std::string_view view_;  // while all of it is one piece of the file
  std::string owned_;      // else
  std::vector<Piece> pieces_;
};

}  // namespace s1
