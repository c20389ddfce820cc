// SPDX-License-Identifier: Apache-2.0
#include "syntax/shell/ansi_escape.h"

#include <optional>

#include "text/utf8.h"

namespace s1::shell {
namespace {

std::optional<unsigned> digit(char c, unsigned base) {
  unsigned value = base;
  if (c >= '0' && c <= '9') value = static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') value = static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') value = static_cast<unsigned>(c - 'A') + 10;
  return value < base ? std::optional(value) : std::nullopt;
}

struct Number {
  std::uint32_t value = 0;
  std::uint32_t length = 0;
};
Number number(std::string_view text, unsigned base, std::uint32_t max_length) {
  Number result;
  while (result.length < max_length && result.length < text.size()) {
    const std::optional<unsigned> next = digit(text[result.length], base);
    if (!next) break;
    result.value = result.value * base + *next;
    ++result.length;
  }
  return result;
}

// bash writes what lies above Unicode in the old five and six bytes, which are no UTF-8; here it is one character that
// nothing else is. From 2^31 on bash writes nothing at all.
void append_code_point(std::uint32_t code_point, std::string& out) {
  constexpr std::uint32_t replacement = 0xFFFD;
  if (code_point <= 0x7FFFFFFF) utf8::append(out, code_point <= 0x10FFFF ? code_point : replacement);
}

}  // namespace

std::uint32_t decode_ansi_escape(std::string_view text, std::string& out) {
  if (text.size() < 2) {
    out += '\\';
    return 1;
  }
  constexpr std::string_view kLetters = "abeEfnrtv\\'\"?";
  constexpr std::string_view kMeanings = "\a\b\x1b\x1b\f\n\r\t\v\\'\"?";
  const char c = text[1];
  if (const std::size_t at = kLetters.find(c); at != std::string_view::npos) {
    out += kMeanings[at];
    return 2;
  }
  if (digit(c, 8)) {
    const Number octal = number(text.substr(1), 8, 3);
    out += static_cast<char>(static_cast<unsigned char>(octal.value));
    return 1 + octal.length;
  }
  const bool is_hex = c == 'x' || c == 'u' || c == 'U';
  const Number hex = is_hex ? number(text.substr(2), 16, c == 'x' ? 2 : c == 'u' ? 4 : 8) : Number{};
  if (hex.length > 0) {
    if (c == 'x')
      out += static_cast<char>(static_cast<unsigned char>(hex.value));
    else
      append_code_point(hex.value, out);
    return 2 + hex.length;
  }
  if (c == 'c' && text.size() > 2) {
    out += static_cast<char>(text[2] & 0x1f);
    return 3;
  }
  out += text.substr(0, 2);  // any other stays as it is
  return 2;
}

}  // namespace s1::shell
