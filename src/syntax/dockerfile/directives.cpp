// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/directives.h"

#include <algorithm>
#include <array>
#include <optional>

#include "syntax/dockerfile/chars.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_view_literals;

constexpr std::array kNames = {"check"sv, "escape"sv, "syntax"sv};

// What Go's \s matches: no vertical tab.
constexpr bool is_pattern_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
constexpr bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

struct Parts {
  Span name;
  Span value;
};

// `# NAME = VALUE`. The value is never empty: of nothing but white space, the last character is it.
std::optional<Parts> split(std::string_view bytes, Span line) {
  std::uint32_t at = line.begin + 1;
  const auto skip_space = [&] {
    while (at < line.end && is_pattern_space(bytes[at])) ++at;
  };
  while (const std::size_t space = space_at_begin(bytes.substr(at, line.end - at)))
    at += static_cast<std::uint32_t>(space);
  Parts parts{.name = {at, at}, .value = {}};
  if (at == line.end || !is_letter(bytes[at])) return std::nullopt;
  while (at < line.end && (is_letter(bytes[at]) || (bytes[at] >= '0' && bytes[at] <= '9'))) ++at;
  parts.name.end = at;
  skip_space();
  if (at == line.end || bytes[at] != '=') return std::nullopt;
  ++at;
  skip_space();
  parts.value = {at, line.end};
  while (!parts.value.empty() && is_pattern_space(bytes[parts.value.end - 1])) --parts.value.end;
  if (!parts.value.empty()) return parts;
  if (bytes[line.end - 1] == '=') return std::nullopt;
  parts.value = {line.end - 1, line.end};
  return parts;
}

}  // namespace

bool DirectiveReader::take(Span line) {
  if (!open_) return false;
  const std::string_view bytes = file_.source->bytes();
  const std::optional<Parts> parts = split(bytes, line);
  const auto known = std::ranges::find_if(kNames, [&](std::string_view name) {
    return parts && equal_ignoring_case(name, file_.source->slice(parts->name));
  });
  if (!parts || known == kNames.end()) {
    open_ = false;
    return false;
  }
  const std::string_view value = file_.source->slice(parts->value);
  if (std::ranges::find(file_.directives, *known, &Directive::name) != file_.directives.end()) {
    reporter_.refuse(parts->name, "repeated-directive",
                     std::string("The directive ").append(*known).append(" is set twice"), "keep one of the two");
  } else if (*known == "escape") {
    if (value == "\\" || value == "`")
      file_.escape = value[0];
    else
      reporter_.refuse(parts->value, "invalid-escape", "The escape character is " + quoted(value),
                       "only \\ and ` can be the escape character");
  }
  file_.directives.push_back({{line.begin, parts->value.end}, *known, value, parts->value});
  return true;
}

}  // namespace s1::dockerfile
