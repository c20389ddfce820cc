// SPDX-License-Identifier: Apache-2.0
// The edits that rules make in the shell scripts of Dockerfiles.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "model/shell_script.h"
#include "text/edit.h"

namespace s1::rules {

// Text in place of a span of the script. Nothing where the file does not have the script as the shell reads it, or
// where a comment stands in the span.
[[nodiscard]] std::optional<Edit> replace_in_shell(const model::ShellScript& shell, const model::ShellPlace& place,
                                                   Span span, std::string_view text);

// Double quotes around the word where that keeps what else is in it, else around `part`, an expansion in it. Empty
// where there is no place for them.
[[nodiscard]] std::vector<Edit> quote(const model::ShellScript& shell, const model::ShellPlace& place,
                                      const shell::Word& word, const shell::Part& part);

// The parts of a word that stand outside quotes and expand: variables and command substitutions.
[[nodiscard]] std::vector<const shell::Part*> unquoted_expansions(const shell::Word& word);

// The only simple command of the item; null where there are several, or another kind.
[[nodiscard]] const shell::Command* only_command(const shell::Item& item);

}  // namespace s1::rules
