// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/resolve.h"

#include <algorithm>
#include <array>

namespace s1::yaml {
namespace {

using data::Kind;

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_octal(char c) {
  return c >= '0' && c <= '7';
}
constexpr bool is_hexadecimal(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

template <class Is>
bool all(std::string_view text, Is is) {
  return !text.empty() && std::ranges::all_of(text, is);
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, text) != words.end();
}

// Takes digits off the front; how many.
std::size_t take_digits(std::string_view& text) {
  const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(count);
  return count;
}

bool take_sign(std::string_view& text) {
  const bool has = text.starts_with('+') || text.starts_with('-');
  if (has) text.remove_prefix(1);
  return has;
}

// A number of either schema, its sign taken: digits, a dot, an exponent.
struct Decimal {
  bool valid = false;
  bool has_dot = false;
  bool has_exponent = false;
  bool exponent_signed = false;
  bool has_whole_part = false;
};

Decimal read_decimal(std::string_view text) {
  Decimal result;
  std::size_t digits = take_digits(text);
  result.has_whole_part = digits > 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    result.has_dot = true;
    digits += take_digits(text);
  }
  if (digits == 0) return result;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    result.has_exponent = true;
    result.exponent_signed = take_sign(text);
    if (take_digits(text) == 0) return result;
  }
  result.valid = text.empty();
  return result;
}

Kind resolve_number(std::string_view text) {
  if (text.starts_with("0o") && all(text.substr(2), is_octal)) return Kind::integer;
  if (text.starts_with("0x") && all(text.substr(2), is_hexadecimal)) return Kind::integer;
  constexpr std::array<std::string_view, 3> not_a_number = {".nan", ".NaN", ".NAN"};
  if (is_one_of(text, not_a_number)) return Kind::real;
  take_sign(text);
  constexpr std::array<std::string_view, 3> infinity = {".inf", ".Inf", ".INF"};
  if (is_one_of(text, infinity)) return Kind::real;
  const Decimal decimal = read_decimal(text);
  if (!decimal.valid) return Kind::string;
  return decimal.has_dot || decimal.has_exponent ? Kind::real : Kind::integer;
}

// Digits in pairs after colons: 12:30:00, -1:00, 1:30.5.
bool is_sexagesimal(std::string_view text) {
  take_sign(text);
  if (text.empty() || !is_digit(text[0])) return false;
  take_digits(text);
  bool has_colon = false;
  while (text.starts_with(':')) {
    text.remove_prefix(1);
    std::string_view rest = text;
    const std::size_t digits = take_digits(rest);
    if (digits == 0 || digits > 2 || (digits == 2 && text[0] > '5')) return false;
    text = rest;
    has_colon = true;
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    take_digits(text);
  }
  return has_colon && text.empty();
}

// 2026-01-31; with one or two digits in month and day only where a time follows.
bool is_timestamp(std::string_view text) {
  const std::size_t whole = text.size();
  const auto number = [&](std::size_t least, std::size_t most) {
    const std::size_t digits = take_digits(text);
    return digits >= least && digits <= most;
  };
  const auto sign = [&](char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
  };
  if (!number(4, 4) || !sign('-') || !number(1, 2) || !sign('-') || !number(1, 2)) return false;
  if (text.empty()) return whole == 10;
  if (text[0] != 'T' && text[0] != 't' && text[0] != ' ' && text[0] != '\t') return false;
  text.remove_prefix(std::min(text.find_first_not_of("Tt \t"), text.size()));
  if (!number(1, 2) || !sign(':') || !number(2, 2) || !sign(':') || !number(2, 2)) return false;
  if (sign('.')) take_digits(text);
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (text.empty() || text == "Z") return true;
  if (!take_sign(text) || !number(1, 2)) return false;
  return text.empty() || (sign(':') && number(2, 2) && text.empty());
}

}  // namespace

data::Kind resolve(std::string_view text) {
  if (text.empty()) return Kind::null;
  switch (text[0]) {
    case '~':
      return text.size() == 1 ? Kind::null : Kind::string;
    case 'n':
    case 'N': {
      constexpr std::array<std::string_view, 3> words = {"null", "Null", "NULL"};
      return is_one_of(text, words) ? Kind::null : Kind::string;
    }
    case 't':
    case 'T':
    case 'f':
    case 'F': {
      constexpr std::array<std::string_view, 6> words = {"true", "false", "True", "False", "TRUE", "FALSE"};
      return is_one_of(text, words) ? Kind::boolean : Kind::string;
    }
    case '+':
    case '-':
    case '.':
      return resolve_number(text);
    default:
      return is_digit(text[0]) ? resolve_number(text) : Kind::string;
  }
}

data::Kind resolve_tagged(std::string_view tag, std::string_view text, bool plain) {
  constexpr std::string_view standard = "tag:yaml.org,2002:";
  if (!tag.starts_with(standard)) return Kind::string;
  tag.remove_prefix(standard.size());
  const Kind kind = resolve(text);
  if (tag == "null") return text.empty() || kind == Kind::null ? Kind::null : Kind::string;
  if (tag == "bool") return kind == Kind::boolean ? kind : Kind::string;
  if (tag == "int") return kind == Kind::integer ? kind : Kind::string;
  if (tag == "float") return kind == Kind::real || kind == Kind::integer ? Kind::real : Kind::string;
  // Of a value that is not written a collection's tag makes an empty one elsewhere; here it stays without a value.
  if (tag == "map" || tag == "seq") return plain && text.empty() ? Kind::null : Kind::string;
  return Kind::string;
}

Yaml11 yaml11(std::string_view text) {
  if (text.empty()) return Yaml11::same;
  constexpr std::array<std::string_view, 16> booleans = {"y",  "Y",  "yes", "Yes", "YES", "n",   "N",   "no",
                                                         "No", "NO", "on",  "On",  "ON",  "off", "Off", "OFF"};
  if (is_one_of(text, booleans)) return Yaml11::boolean;
  std::string_view digits = text;
  take_sign(digits);
  if (digits.empty() || (!is_digit(digits[0]) && digits[0] != '.')) return Yaml11::same;
  if (digits.starts_with("0o") && all(digits.substr(2), is_octal)) return Yaml11::string;
  const auto binary = [](char c) { return c == '0' || c == '1' || c == '_'; };
  if (digits.starts_with("0b") && all(digits.substr(2), binary)) return Yaml11::binary;
  if (digits.size() > 1 && digits[0] == '0' && all(digits, is_octal)) return Yaml11::octal;
  if (digits.contains('_') && is_digit(digits[0])) {
    const std::string_view after = digits.starts_with("0x") ? digits.substr(2) : digits;
    const bool hexadecimal = after.size() != digits.size();
    const auto part = [&](char c) { return c == '_' || (hexadecimal ? is_hexadecimal(c) : is_digit(c) || c == '.'); };
    if (all(after, part) && std::ranges::count(after, '.') < 2) return Yaml11::underscores;
  }
  if (is_sexagesimal(text)) return Yaml11::sexagesimal;
  if (is_timestamp(text)) return Yaml11::timestamp;
  const Decimal decimal = read_decimal(digits);
  if (decimal.valid && decimal.has_exponent && (!decimal.has_dot || !decimal.exponent_signed)) return Yaml11::string;
  return Yaml11::same;
}

bool changes_as_number(std::string_view text) {
  const Kind kind = resolve(text);
  if (kind != Kind::integer && kind != Kind::real) return false;
  if (text.starts_with('+') || text.starts_with("0x") || text.starts_with("0o")) return true;
  std::string_view digits = text;
  take_sign(digits);
  const Decimal decimal = read_decimal(digits);
  if (!decimal.valid) return false;  // infinities
  if (decimal.has_exponent || !decimal.has_whole_part) return true;
  if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return true;
  // More digits than a double keeps.
  constexpr std::size_t kept = 15;
  if (decimal.has_dot) return digits.ends_with('0') || digits.ends_with('.') || digits.size() - 1 > kept;
  return false;
}

}  // namespace s1::yaml
