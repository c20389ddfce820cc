// SPDX-License-Identifier: Apache-2.0
// What a byte means to the shell outside quotes.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace s1::shell {

enum class CharClass : std::uint8_t {
  plain,      // stands for itself in a word
  special,    // begins or may begin something inside a word: \ ' " $ ` * ? [ ~ { } and CR
  delimiter,  // ends a word: white space and | & ; ( ) < >
};

inline constexpr std::array<CharClass, 256> kCharClasses = [] {
  std::array<CharClass, 256> classes{};
  for (const char c : std::string_view("\\'\"$`*?[~{}\r")) classes[static_cast<unsigned char>(c)] = CharClass::special;
  for (const char c : std::string_view(" \t\n|&;()<>")) classes[static_cast<unsigned char>(c)] = CharClass::delimiter;
  return classes;
}();

constexpr CharClass char_class(char c) {
  return kCharClasses[static_cast<unsigned char>(c)];
}

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_name_begin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool is_name_char(char c) {
  return is_name_begin(c) || is_digit(c);
}
// The parameters of one character that is no name: $@, $1, …
constexpr bool is_special_parameter(char c) {
  return is_digit(c) || std::string_view("@*#?-$!").contains(c);
}

}  // namespace s1::shell
