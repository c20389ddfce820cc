// SPDX-License-Identifier: Apache-2.0
// `[ "$A"="b" ]`: an operator without blanks around it is part of one text.
#pragma once
#include <vector>

#include "model/shell_script.h"
#include "text/edit.h"

namespace s1::rules {

// The part of the word that has the operator; null where the word is another one.
[[nodiscard]] const shell::Part* glued_operator(const Source& source, const shell::Word& word);

// Blanks around the operator that `part` has, and quotes around a lone variable before it. Empty where that is not all
// that is needed.
[[nodiscard]] std::vector<Edit> separate_operator(const model::ShellScript& shell, const model::ShellPlace& place,
                                                  const shell::Word& word, const shell::Part& part);

}  // namespace s1::rules
