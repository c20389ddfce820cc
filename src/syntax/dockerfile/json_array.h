// SPDX-License-Identifier: Apache-2.0
// The exec form: a JSON array of strings, read as BuildKit reads it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace s1::dockerfile {

enum class JsonArray : std::uint8_t {
  strings,      // an array of nothing but strings
  not_strings,  // a valid array that holds something else: BuildKit refuses it
  not_json,     // then the text is the shell form
};

// One string of the array.
struct JsonString {
  Span literal;          // with its quotes
  bool verbatim = true;  // nothing is escaped: the bytes between the quotes are the string
};

// Reads all of `text`, which begins with '['. Appends the strings to `strings`, also where the answer is not `strings`.
[[nodiscard]] JsonArray read_json_array(std::string_view text, std::vector<JsonString>& strings);

// Takes one character off the front of what stands between a valid literal's quotes and appends what it means to `out`;
// gives the bytes taken. An unpaired surrogate and a byte that is not valid UTF-8 become U+FFFD.
std::size_t decode_json_character(std::string_view inside, std::string& out);
[[nodiscard]] std::string decode_json_string(std::string_view inside);

}  // namespace s1::dockerfile
