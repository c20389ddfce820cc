// SPDX-License-Identifier: Apache-2.0
// JSON's numbers.
#pragma once
#include <cstddef>
#include <string_view>

namespace s1::json {

struct Number {
  std::size_t length = 0;  // 0: none stands at the front
  bool integer = true;     // without fraction and exponent
};

// The number at the front of `text`. What it runs into (the `2` of `012`) is the caller's to refuse.
[[nodiscard]] constexpr Number read_number(std::string_view text) {
  std::size_t at = 0;
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  const auto is = [&](char c) { return at < text.size() && text[at] == c; };
  const auto take_digits = [&] {
    while (is_digit(at)) ++at;
  };
  Number number;
  if (is('-')) ++at;
  if (!is_digit(at)) return {};
  if (is('0'))
    ++at;
  else
    take_digits();
  number.length = at;
  if (is('.')) {
    ++at;
    if (!is_digit(at)) return number;
    take_digits();
    number = {.length = at, .integer = false};
  }
  if (is('e') || is('E')) {
    ++at;
    if (is('+') || is('-')) ++at;
    if (!is_digit(at)) return number;
    take_digits();
    number = {.length = at, .integer = false};
  }
  return number;
}

}  // namespace s1::json
