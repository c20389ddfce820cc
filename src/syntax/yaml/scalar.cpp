// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/scalar.h"

#include <fmt/format.h>

#include <algorithm>

#include "syntax/yaml/block_text.h"
#include "syntax/yaml/resolve.h"
#include "text/utf8.h"

namespace s1::yaml {
namespace {

using data::Kind;
using data::Style;

// Whether the character may stand in a file as it is, on a line: no break, no control character, no byte order mark.
bool is_printable(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;
  return c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
}

struct Characters {
  bool valid = true;     // UTF-8
  bool one_line = true;  // all printable
  bool several = true;   // all printable, LF or tab
};

Characters look_at(std::string_view text) {
  Characters result;
  while (!text.empty()) {
    const utf8::Decoded next = utf8::decode(text);
    if (!next.valid) return {false, false, false};
    if (!is_printable(next.code_point)) {
      result.one_line = false;
      if (next.code_point != '\n' && next.code_point != '\t') result.several = false;
    }
    text.remove_prefix(next.length);
  }
  return result;
}

std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + '\'';
}

std::string double_quoted(std::string_view text) {
  constexpr std::string_view kCharacters("\0\a\b\t\n\v\f\r\x1b\"\\", 11);
  constexpr std::string_view kLetters = "0abtnvfre\"\\";
  std::string out = "\"";
  while (!text.empty()) {
    const utf8::Decoded next = utf8::decode(text);
    const std::size_t escape = next.code_point < 0x80 ? kCharacters.find(text[0]) : std::string_view::npos;
    if (escape != std::string_view::npos)
      (out += '\\') += kLetters[escape];
    else if (is_printable(next.code_point))
      out += text.substr(0, next.length);
    else if (next.code_point < 0x100)
      out += fmt::format("\\x{:02X}", static_cast<std::uint32_t>(next.code_point));
    else
      out += fmt::format("\\u{:04X}", static_cast<std::uint32_t>(next.code_point));
    text.remove_prefix(next.length);
  }
  return out + '"';
}

Error bad_value(std::string what, std::string hint) {
  return {"bad-value", "", std::move(what), std::move(hint)};
}

Result<ScalarText> write_string(std::string_view text, const ScalarPlace& place) {
  const Characters characters = look_at(text);
  if (!characters.valid) return std::unexpected(bad_value("The text is not valid UTF-8", "write it as UTF-8"));
  const bool block_style = place.style == Style::literal || place.style == Style::folded;
  const bool several_lines =
      text.contains('\n') && place.style != Style::double_quoted && place.style != Style::single_quoted;
  if (characters.several && !place.in_flow && !place.one_line && (block_style || several_lines)) {
    if (place.style == Style::folded && can_fold(text, place)) return fold(text, place);
    if (can_be_literal(text, place)) return literal(text, place);
  }
  if (!characters.one_line) return ScalarText{.head = double_quoted(text)};
  if (place.style != Style::single_quoted && place.style != Style::double_quoted &&
      is_plain_string(text, place.in_flow))
    return ScalarText{.head = std::string(text)};
  const bool single =
      place.style == Style::single_quoted || (place.style != Style::double_quoted && place.quote == '\'');
  return ScalarText{.head = single ? single_quoted(text) : double_quoted(text)};
}

}  // namespace

Result<ScalarText> write_scalar(std::string_view text, Kind kind, const ScalarPlace& place) {
  if (kind == Kind::string) return write_string(text, place);
  if (kind == Kind::null && text.empty()) return ScalarText{.head = "null"};
  if (kind == Kind::mapping || kind == Kind::sequence || resolve(text) != kind)
    return std::unexpected(
        bad_value(fmt::format("\"{}\" is not a value of that kind", text), "give a value of its kind"));
  return ScalarText{.head = std::string(text)};
}

}  // namespace s1::yaml
