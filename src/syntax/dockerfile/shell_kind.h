// SPDX-License-Identifier: Apache-2.0
// What program a name in SHELL, in an exec form or after #! stands for.
#pragma once
#include <string_view>

#include "syntax/dockerfile/ast.h"

namespace s1::dockerfile {

// By the name alone: its folder, its letter case and ".exe" do not count.
[[nodiscard]] ShellKind shell_of_program(std::string_view program);

// The last part of a path of Linux or Windows.
[[nodiscard]] std::string_view file_name(std::string_view path);

}  // namespace s1::dockerfile
