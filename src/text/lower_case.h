// SPDX-License-Identifier: Apache-2.0
// ASCII letters in lower case, whatever the locale; all other bytes stay.
#pragma once
#include <string>
#include <string_view>

namespace s1 {

[[nodiscard]] constexpr char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower_case(c);
  return result;
}

}  // namespace s1
