// SPDX-License-Identifier: Apache-2.0
// The tables under facts/, as they are in their files. The definition is made by CMake (cmake/embed.cmake).
#pragma once
#include <string_view>

namespace s1 {

// The bytes of facts/NAME, for as long as the program runs; empty where there is no such table.
[[nodiscard]] std::string_view embedded_fact(std::string_view name);

}  // namespace s1
