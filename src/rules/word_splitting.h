// SPDX-License-Identifier: Apache-2.0
// Where it matters that the shell splits what stands outside quotes.
#pragma once
#include <cstddef>
#include <cstdint>

#include "model/shell_values.h"
#include "syntax/shell/ast.h"

namespace s1::rules {

// What an argument is to its command.
enum class ArgumentUse : std::uint8_t {
  other,
  operand,      // one of several files, among which a list may be meant
  destination,  // the last file of cp, mv and ln: a single one
  condition,    // of `[`: also wrong where it is empty
  folder,       // of cd: likewise
};

[[nodiscard]] ArgumentUse use_of(const shell::Invocation& call, std::size_t argument);

// Whether `part`, which expands outside quotes in `word`, may give something else than one argument where one is meant.
[[nodiscard]] bool splitting_matters(model::ShellValues& values, const shell::Word& word, const shell::Part& part,
                                     ArgumentUse use);

}  // namespace s1::rules
