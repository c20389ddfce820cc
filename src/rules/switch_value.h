// SPDX-License-Identifier: Apache-2.0
// What the value of a setting says: on, off, or anything.
#pragma once
#include <cstdint>
#include <string_view>

namespace s1::rules {

enum class When : std::uint8_t {
  given,  // the option or setting is there, with any value
  off,    // false, 0, no, off
  on,     // true, 1, yes, on
};
// True where the text says what `when` asks for; never for one with a variable in it.
[[nodiscard]] bool holds(When when, std::string_view value);

}  // namespace s1::rules
