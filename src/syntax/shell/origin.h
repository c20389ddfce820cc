// SPDX-License-Identifier: Apache-2.0
// A text that the parser reads, with the way back to the file: the script as it was handed in, or one that was decoded
// from a part of another text (backquotes, the argument of `sh -c`, a heredoc's body).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/mapped_text.h"
#include "text/span.h"

namespace s1::shell {

class Origin {
 public:
  // The text itself. It must outlive this.
  explicit Origin(const MappedText& text) : file_(&text) {}
  // A decoded text, empty at first, that begins at the outer text's offset `begin`. `outer` must outlive this.
  Origin(const Origin& outer, std::uint32_t begin) : outer_(&outer), pieces_{{0, begin}} {}

  // Appends bytes to a decoded text; the first came from the outer text's offset `at`, the others from those after it.
  void append(std::string_view bytes, std::uint32_t at);

  [[nodiscard]] std::string_view text() const { return outer_ == nullptr ? file_->text() : std::string_view(decoded_); }
  // The span in the file of a span of this text. An empty one stands after the byte before it: the next may lie in
  // another piece of the file.
  [[nodiscard]] Span to_file(Span span) const;

 private:
  struct Piece {
    std::uint32_t begin = 0;  // in this text
    std::uint32_t outer = 0;  // in the outer text
  };
  [[nodiscard]] std::uint32_t to_outer(std::uint32_t offset) const;
  [[nodiscard]] Span empty_to_file(std::uint32_t at) const;

  const MappedText* file_ = nullptr;
  const Origin* outer_ = nullptr;
  std::string decoded_;
  std::vector<Piece> pieces_;
};

}  // namespace s1::shell
