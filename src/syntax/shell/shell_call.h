// SPDX-License-Identifier: Apache-2.0
// How a command that starts another shell says what it is to run.
#pragma once
#include <string_view>
#include <vector>

#include "syntax/shell/ast.h"

namespace s1::shell {

// The script that the command hands over as an argument (`sh -c …`, `su -c …`); null where there is none.
[[nodiscard]] const Word* script_argument(const Invocation& invocation);

// True for a shell that reads its script from its standard input.
[[nodiscard]] bool reads_script(const Invocation& invocation);

// The options that the started shell begins with.
[[nodiscard]] Options started_with(const Invocation& invocation);

}  // namespace s1::shell
