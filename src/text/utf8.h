// SPDX-License-Identifier: Apache-2.0
// UTF-8 as the Unicode standard defines it: no overlong forms, no surrogates, nothing past U+10FFFF.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace s1::utf8 {

struct Decoded {
  char32_t code_point = 0;
  std::uint8_t length = 0;  // bytes taken, 1 for an invalid byte; 0 only where the text is empty
  bool valid = false;
};

// The first code point of `text`.
[[nodiscard]] Decoded decode(std::string_view text);
[[nodiscard]] bool valid(std::string_view text);
// Code points, an invalid byte counting as one.
[[nodiscard]] std::uint32_t count(std::string_view text);
// Appends a code point to `out`. Requires code_point <= 0x10FFFF.
void append(std::string& out, std::uint32_t code_point);

}  // namespace s1::utf8
