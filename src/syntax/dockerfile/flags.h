// SPDX-License-Identifier: Apache-2.0
// The flags that stand between an instruction's keyword and its arguments.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/logical_line.h"

namespace s1::dockerfile {

// Reads the flags at the front of a part of the line into instruction.flags and gives the offset where the arguments
// begin. Flags whose text needs its quotes or escapes removed, or is joined from several lines, are put into `storage`.
std::uint32_t read_flags(const LogicalLine& line, Span part, std::string_view file, std::deque<std::string>& storage,
                         std::vector<Flag>& flags);

// Whether the flag may stand without a value, and whether it may be repeated.
[[nodiscard]] bool is_switch(std::string_view flag);
[[nodiscard]] bool is_repeatable(std::string_view flag);

}  // namespace s1::dockerfile
