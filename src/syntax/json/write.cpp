// SPDX-License-Identifier: Apache-2.0
#include "syntax/json/write.h"

#include <fmt/format.h>

#include "syntax/json/number.h"
#include "text/utf8.h"

namespace s1::json {
namespace {

using data::Kind;

std::string quoted(std::string_view text) {
  constexpr std::string_view kCharacters = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  std::string out = "\"";
  for (const char c : text) {
    if (const std::size_t escape = kCharacters.find(c); escape != std::string_view::npos)
      (out += '\\') += kLetters[escape];
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + '"';
}

bool is_of_kind(std::string_view text, Kind kind) {
  if (kind == Kind::null) return text == "null";
  if (kind == Kind::boolean) return text == "true" || text == "false";
  const Number number = read_number(text);
  return !text.empty() && number.length == text.size() && number.integer == (kind == Kind::integer);
}

}  // namespace

Result<std::string> write_scalar(std::string_view text, Kind kind) {
  if (kind == Kind::string) {
    if (!utf8::valid(text))
      return std::unexpected(Error{"bad-value", "", "The text is not valid UTF-8", "write it as UTF-8"});
    return quoted(text);
  }
  if (kind == Kind::null && text.empty()) return std::string("null");
  if (!is_of_kind(text, kind))
    return std::unexpected(Error{"bad-value", "", fmt::format("\"{}\" is not a JSON value of that kind", text),
                                 "give a value of its kind"});
  return std::string(text);
}

}  // namespace s1::json
