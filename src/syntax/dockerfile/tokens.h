// SPDX-License-Identifier: Apache-2.0
// Cuts an instruction's lines into tokens.
#pragma once
#include <vector>

#include "syntax/dockerfile/ast.h"

namespace s1::dockerfile {

// One line of an instruction, as the file has it.
struct PhysicalLine {
  enum class Kind : std::uint8_t { content, comment, blank } kind{};
  Span content;             // without white space before it (first line, comments), escape character and line end
  std::uint32_t begin = 0;  // of the line
  std::uint32_t end = 0;    // without the line end
  std::uint32_t next = 0;   // with the line end
  bool continued = false;   // an escape character follows the content
};

// Appends a token; empty ones are left out, and white space is joined to white space before it.
void add_token(std::vector<Token>& tokens, TokenKind kind, Span span);

class Tokenizer {
 public:
  explicit Tokenizer(File& file) : file_(file) {}
  void add(const Instruction& instruction, const std::vector<PhysicalLine>& lines);

 private:
  void mark(const Instruction& instruction);
  void add_content(Span content);
  void add_gap(Span gap);

  File& file_;
  std::vector<Token> marks_;  // the instruction's keyword, flags and words, in order
  std::size_t next_mark_ = 0;
};

}  // namespace s1::dockerfile
