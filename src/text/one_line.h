// SPDX-License-Identifier: Apache-2.0
// Text of a scanned file where a line of output is expected: CI runners take a line that begins with "::" for a command
// to them, so nobody else's text may begin one.
#pragma once
#include <string>
#include <string_view>

namespace s1 {

// Each line feed becomes a space.
[[nodiscard]] std::string one_line(std::string_view text);

// A path with which a line begins: one that begins with a ':' gets "./" before it.
[[nodiscard]] std::string path_at_line_begin(std::string_view path);

}  // namespace s1
