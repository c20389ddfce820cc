// SPDX-License-Identifier: Apache-2.0
// Reads one instruction from its logical line: keyword, flags, arguments in the form that the instruction takes,
// heredoc openers.
#pragma once
#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/logical_line.h"
#include "syntax/dockerfile/report.h"

namespace s1::dockerfile {

// `line` holds all of the instruction. `out` must stay where it is from here on: its words may point into it. Set are
// keyword, kind, form, flags, arguments, words, pairs, heredocs (without bodies) and inner.
void read_instruction(File& file, const LogicalLine& line, Reporter& reporter, Instruction& out);

// The instruction that holds the heredocs of a line: `instruction` itself, or the one that ONBUILD wraps.
[[nodiscard]] Instruction& heredoc_owner(Instruction& instruction);

// What HEALTHCHECK has after its first word.
[[nodiscard]] std::string_view after_first_word(std::string_view text);

}  // namespace s1::dockerfile
