// SPDX-License-Identifier: Apache-2.0
// White space as Dockerfiles have it: separators between words are ASCII; what is trimmed is white space of Unicode.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace s1::dockerfile {

// What may follow an escape character at the end of a line.
[[nodiscard]] constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
// What separates the words of an instruction.
[[nodiscard]] constexpr bool is_separator(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}
[[nodiscard]] constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

// The length in bytes of the white-space character that opens (or ends) the text; 0 where there is none.
[[nodiscard]] std::size_t space_at_begin(std::string_view text);
[[nodiscard]] std::size_t space_at_end(std::string_view text);

// The part of text[range) without the white space around it; an empty range lies at the range's end.
[[nodiscard]] Span trimmed(std::string_view text, Span range);

}  // namespace s1::dockerfile
