// SPDX-License-Identifier: Apache-2.0
#include "syntax/json/string.h"

#include <cstring>

#include "text/utf8.h"

namespace s1::json {
namespace {

constexpr std::uint64_t each_byte(std::uint8_t value) {
  return 0x0101010101010101ULL * value;
}

// A bit in each byte that is zero; bits above the lowest of them may be false.
constexpr std::uint64_t zero_bytes(std::uint64_t block) {
  return (block - each_byte(1)) & ~block & each_byte(0x80);
}

// The value of the four hexadecimal digits at the front of `text`, or -1.
std::int32_t code_unit(std::string_view text) {
  if (text.size() < 4) return -1;
  std::int32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    std::int32_t digit = 0;
    if (c >= '0' && c <= '9')
      digit = c - '0';
    else if (c >= 'a' && c <= 'f')
      digit = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F')
      digit = c - 'A' + 10;
    else
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

}  // namespace

std::size_t plain_prefix(std::string_view text, bool& non_ascii) {
  std::size_t at = 0;
  std::uint64_t seen = 0;
  // Eight bytes at a time.
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, 8);
    const std::uint64_t control = (block - each_byte(0x20)) & ~block & each_byte(0x80);
    seen |= block;
    if ((control | zero_bytes(block ^ each_byte('"')) | zero_bytes(block ^ each_byte('\\'))) != 0) break;
  }
  for (; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    seen |= c;
    if (c == '"' || c == '\\' || c < 0x20) break;
  }
  if ((seen & each_byte(0x80)) != 0) non_ascii = true;
  return at;
}

Escape read_escape(std::string_view text) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  constexpr std::uint32_t kReplacement = 0xFFFD;
  const char c = text.size() > 1 ? text[1] : '\0';
  if (const std::size_t letter = kLetters.find(c); letter != std::string_view::npos)
    return {.code_point = static_cast<unsigned char>(kMeanings[letter]), .length = 2};
  if (c != 'u') return {.length = 1, .problem = "The escape in this string has no meaning", .keeps_its_text = true};
  const std::int32_t unit = code_unit(text.substr(2));
  if (unit < 0) return {.length = 2, .problem = "Four hexadecimal digits must stand after \\u", .keeps_its_text = true};
  if (unit < 0xD800 || unit > 0xDFFF) return {.code_point = static_cast<std::uint32_t>(unit), .length = 6};
  if (unit < 0xDC00 && text.substr(6).starts_with("\\u")) {
    const std::int32_t low = code_unit(text.substr(8));
    if (low >= 0xDC00 && low <= 0xDFFF)
      return {.code_point = static_cast<std::uint32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)),
              .length = 12};
  }
  return {.code_point = kReplacement, .length = 6, .problem = "This half of a surrogate pair stands without the other"};
}

void append(std::string& out, std::string_view text, const Escape& escape) {
  if (escape.keeps_its_text)
    out += text.substr(0, escape.length);
  else
    utf8::append(out, escape.code_point);
}

}  // namespace s1::json
