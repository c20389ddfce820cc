// SPDX-License-Identifier: Apache-2.0
// The tokens of a Groovy script, as far as it takes to read a Jenkinsfile: words, strings, single punctuation
// characters and line ends, with every bracket's partner. White space is left out, and comments are by themselves
// (syntax/groovy/script.h). It is no parser: words are not told from keywords and numbers, and operators of several
// characters come as several tokens.
//
// A slash begins a string only where Groovy's own lexer would take it for one (nothing that could be divided stands
// before it) and only where the string ends on its line: Groovy lets it go on, but a division that was misread would
// then swallow the file.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/comment.h"
#include "text/mapped_text.h"
#include "text/source.h"
#include "text/span.h"

namespace s1::groovy {

enum class TokenKind : std::uint8_t { word, string, punctuation, line_end };

enum class Quote : std::uint8_t {
  none,
  single,         // '…'
  double_,        // "…", with ${…} and $name
  triple_single,  // '''…'''
  triple_double,  // """…"""
  slashy,         // /…/
  dollar_slashy,  // $/…/$
};

inline constexpr std::uint32_t kNoToken = UINT32_MAX;
inline constexpr std::size_t kMostNesting = 64;  // of strings in ${…} in strings; what is deeper is text

struct Token {
  TokenKind kind{};
  Quote quote = Quote::none;
  char mark = '\0';    // of punctuation
  bool closed = true;  // a string: false where its end is missing
  Span span;
  std::uint32_t partner = kNoToken;  // of ( [ { ) ] }: the index of the other one; kNoToken without one
};

// Never fails; linear. Every span lies in the file, and spans come in order. `comments`: takes those between the
// tokens, in order and without scopes; may be null.
[[nodiscard]] std::vector<Token> tokenize(const Source& source, std::vector<Comment>* comments = nullptr);

// What a string token stands for, or several that are put together.
struct StringText {
  MappedText text;                // escapes decoded
  std::vector<Span> expressions;  // of `text`: its ${…}, which Groovy puts in
  bool literal = true;            // nothing in it is put in by Groovy
};
// Puts the string at the end of `text`.
void decode(const Source& source, const Token& string, StringText& text);

}  // namespace s1::groovy
