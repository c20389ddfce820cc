// SPDX-License-Identifier: Apache-2.0
// Where Groovy's strings and the expressions in them end.
#pragma once
#include <cstdint>
#include <string_view>

#include "syntax/groovy/tokens.h"

namespace s1::groovy {

constexpr bool is_word_begin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool is_word_char(char c) {
  return is_word_begin(c) || (c >= '0' && c <= '9') || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

struct Scanned {
  std::uint32_t end = 0;  // past the closing quote or brace
  bool closed = true;     // false: it ends with its line or with the file
};

// The quote that opens at `begin`, by its characters alone: a slash is Quote::slashy.
[[nodiscard]] Quote quote_at(std::string_view text, std::uint32_t begin);
// The bytes that open such a string; as many close it.
[[nodiscard]] std::uint32_t quote_size(Quote quote);
// Whether ${…} and $name are put in.
[[nodiscard]] bool interpolates(Quote quote);

// The string that opens at `begin`.
[[nodiscard]] Scanned scan_string(std::string_view text, std::uint32_t begin, Quote quote);
// The ${…} whose $ stands at `begin`.
[[nodiscard]] Scanned scan_expression(std::string_view text, std::uint32_t begin);

}  // namespace s1::groovy
