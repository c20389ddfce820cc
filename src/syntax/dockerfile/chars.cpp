// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/chars.h"

#include <algorithm>

namespace s1::dockerfile {
namespace {

constexpr bool is_ascii_space(char c) {
  return is_separator(c) || c == '\n';
}

// Of the two bytes C2 xx: next line and no-break space.
bool is_two_byte_space(std::string_view bytes) {
  return bytes == "\xC2\x85" || bytes == "\xC2\xA0";
}

// U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
bool is_three_byte_space(std::string_view bytes) {
  if (bytes == "\xE1\x9A\x80" || bytes == "\xE2\x81\x9F" || bytes == "\xE3\x80\x80") return true;
  if (!bytes.starts_with("\xE2\x80")) return false;
  const auto last = static_cast<unsigned char>(bytes[2]);
  return (last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9 || last == 0xAF;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::size_t space_at_begin(std::string_view text) {
  if (text.empty()) return 0;
  if (static_cast<unsigned char>(text[0]) < 0x80) return is_ascii_space(text[0]) ? 1 : 0;
  if (text.size() >= 2 && is_two_byte_space(text.substr(0, 2))) return 2;
  if (text.size() >= 3 && is_three_byte_space(text.substr(0, 3))) return 3;
  return 0;
}

std::size_t space_at_end(std::string_view text) {
  if (text.empty()) return 0;
  if (static_cast<unsigned char>(text.back()) < 0x80) return is_ascii_space(text.back()) ? 1 : 0;
  if (text.size() >= 2 && is_two_byte_space(text.substr(text.size() - 2))) return 2;
  if (text.size() >= 3 && is_three_byte_space(text.substr(text.size() - 3))) return 3;
  return 0;
}

Span trimmed(std::string_view text, Span range) {
  while (const std::size_t n = space_at_begin(text.substr(range.begin, range.size())))
    range.begin += static_cast<std::uint32_t>(n);
  while (const std::size_t n = space_at_end(text.substr(range.begin, range.size())))
    range.end -= static_cast<std::uint32_t>(n);
  return range;
}

}  // namespace s1::dockerfile
