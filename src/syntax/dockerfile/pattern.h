// SPDX-License-Identifier: Apache-2.0
// The patterns of ${name#pattern}, ${name%pattern} and ${name/pattern/text}: '*' and '?' are wild, '\' escapes them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace s1::dockerfile {

enum class Side : bool { prefix, suffix };

// No value: the pattern is malformed, or pattern and text are so long that matching them would take too much time.
[[nodiscard]] std::optional<std::string> remove_match(std::string_view text, std::string_view pattern, Side side,
                                                      bool longest);
[[nodiscard]] std::optional<std::string> replace_match(std::string_view text, std::string_view pattern,
                                                       std::string_view replacement, bool all);

}  // namespace s1::dockerfile
