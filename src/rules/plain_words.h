// SPDX-License-Identifier: Apache-2.0
// A shell command that is nothing but words, as the JSON array that starts it without a shell.
#pragma once
#include <string>
#include <string_view>

namespace s1::rules {

// `node --inspect server.js` → ["node", "--inspect", "server.js"]. Empty where a shell could read more into it:
// variables, quotes, patterns, assignments, words that are the shell's own.
[[nodiscard]] std::string as_exec_form(std::string_view text);

}  // namespace s1::rules
