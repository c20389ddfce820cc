// SPDX-License-Identifier: Apache-2.0
// Scripts in heredocs: RUN <<EOF.
#pragma once
#include "model/shell_script.h"

namespace s1::rules {

// Of a RUN that is a script in a heredoc and nothing else: the first command whose failure nothing notices, since
// neither -e is set nor the script says what is to happen. Null: there is none, or the RUN is no such script.
[[nodiscard]] const shell::Item* first_unchecked(const model::ShellScript& shell);

}  // namespace s1::rules
