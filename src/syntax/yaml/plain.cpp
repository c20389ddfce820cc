// SPDX-License-Identifier: Apache-2.0
// Which strings need no quotes.
#include <algorithm>

#include "syntax/yaml/resolve.h"
#include "syntax/yaml/scalar.h"

namespace s1::yaml {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t skip(std::string_view text, std::size_t at, std::string_view characters) {
  return std::min(text.find_first_not_of(characters, at), text.size());
}

// What some reader takes for a number or a date: with `_` or `,` between the digits, of another base, with an exponent.
bool looks_like_number(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || (!is_digit(text[0]) && text[0] != '.')) return false;
  if (text[0] == '0' && text.size() > 1) {
    constexpr std::string_view kBases = "xXoObB";
    if (kBases.contains(text[1]) && skip(text, 2, "0123456789abcdefABCDEF_") == text.size()) return true;
  }
  constexpr std::string_view kDigits = "0123456789_,";
  std::size_t at = skip(text, 0, kDigits);
  // 2026-1-31
  if (at == 4 && text.substr(at).starts_with('-')) {
    const std::size_t month = skip(text, at + 1, "0123456789");
    if (month > at + 1 && text.substr(month).starts_with('-') && month + 1 < text.size() && is_digit(text[month + 1]))
      return true;
  }
  if (at < text.size() && text[at] == '.') at = skip(text, at + 1, kDigits);
  if (at > 0 && at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    at = skip(text, at, kDigits);
  }
  return at == text.size() && text.find_first_of("0123456789") != std::string_view::npos;
}

bool is_flow_indicator(char c) {
  return std::string_view(",[]{}").contains(c);
}

// Whether the first character begins something else.
bool begins_otherwise(std::string_view text, bool in_flow) {
  constexpr std::string_view kIndicators = ",[]{}#&*!|>'\"%@`:";
  if (kIndicators.contains(text[0])) return true;
  if (text.starts_with("---") || text.starts_with("...")) return true;
  if (text[0] != '-' && text[0] != '?') return false;
  return text.size() == 1 || text[1] == ' ' || (in_flow && is_flow_indicator(text[1]));
}

}  // namespace

bool is_plain_string(std::string_view text, bool in_flow) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  // The old merge and value keys, which are of a type of their own.
  if (text == "<<" || text == "=") return false;
  if (begins_otherwise(text, in_flow) || text.contains(": ") || text.contains(" #")) return false;
  const auto unsuitable = [&](char c) { return c == '\t' || (in_flow && (is_flow_indicator(c) || c == '?')); };
  if (std::ranges::any_of(text, unsuitable)) return false;
  return resolve(text) == data::Kind::string && yaml11(text) == Yaml11::same && !looks_like_number(text);
}

}  // namespace s1::yaml
