// SPDX-License-Identifier: Apache-2.0
// The escapes of $'…'.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace s1::shell {

// Appends what the escape at the beginning of `text` (a backslash) stands for to `out`; gives the bytes it takes.
[[nodiscard]] std::uint32_t decode_ansi_escape(std::string_view text, std::string& out);

}  // namespace s1::shell
