// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/tokens.h"

#include <algorithm>

#include "syntax/dockerfile/chars.h"

namespace s1::dockerfile {

void add_token(std::vector<Token>& tokens, TokenKind kind, Span span) {
  if (span.empty()) return;
  if (kind == TokenKind::whitespace && !tokens.empty() && tokens.back().kind == kind)
    tokens.back().span.end = span.end;
  else
    tokens.push_back({kind, span});
}

void Tokenizer::add(const Instruction& instruction, const std::vector<PhysicalLine>& lines) {
  marks_.clear();
  next_mark_ = 0;
  mark(instruction);
  for (const PhysicalLine& line : lines) {
    if (line.kind == PhysicalLine::Kind::blank) {
      add_token(file_.tokens, TokenKind::whitespace, {line.begin, line.next});
      continue;
    }
    add_token(file_.tokens, TokenKind::whitespace, {line.begin, line.content.begin});
    if (line.kind == PhysicalLine::Kind::comment)
      add_token(file_.tokens, TokenKind::comment, line.content);
    else
      add_content(line.content);
    if (line.continued)
      add_token(file_.tokens, TokenKind::continuation, {line.content.end, line.next});
    else
      add_token(file_.tokens, TokenKind::newline, {line.end, line.next});
  }
}

void Tokenizer::mark(const Instruction& instruction) {
  marks_.push_back({TokenKind::keyword, instruction.keyword});
  for (const Flag& flag : instruction.flags) marks_.push_back({TokenKind::flag, flag.span});
  if (instruction.inner) {
    mark(*instruction.inner);
    return;
  }
  const TokenKind kind = instruction.kind == Kind::healthcheck ? TokenKind::keyword : TokenKind::argument;
  for (const Word& word : instruction.words) marks_.push_back({kind, word.span});
}

// A mark may go over several lines, and what lies between two marks is white space or text that is no word: a shell
// command, the brackets of an array.
void Tokenizer::add_content(Span content) {
  std::uint32_t at = content.begin;
  while (at < content.end) {
    while (next_mark_ < marks_.size() && marks_[next_mark_].span.end <= at) ++next_mark_;
    if (next_mark_ == marks_.size() || marks_[next_mark_].span.begin >= content.end) {
      add_gap({at, content.end});
      return;
    }
    const Token& mark = marks_[next_mark_];
    if (mark.span.begin > at) {
      add_gap({at, mark.span.begin});
      at = mark.span.begin;
    }
    const std::uint32_t end = std::min(mark.span.end, content.end);
    add_token(file_.tokens, mark.kind, {at, end});
    at = end;
  }
}

void Tokenizer::add_gap(Span gap) {
  const Span text = trimmed(file_.source->bytes(), gap);
  add_token(file_.tokens, TokenKind::whitespace, {gap.begin, text.begin});
  add_token(file_.tokens, TokenKind::argument, text);
  add_token(file_.tokens, TokenKind::whitespace, {text.end, gap.end});
}

}  // namespace s1::dockerfile
