// SPDX-License-Identifier: Apache-2.0
// A new instruction at the end of a stage: before the CMD or ENTRYPOINT that closes it, after all that works.
#pragma once
#include <string_view>

#include "syntax/dockerfile/ast.h"
#include "text/edit.h"

namespace s1::rules {

// `keyword` and `arguments` are written as the file writes its keywords: USER or user.
[[nodiscard]] Edit add_at_end(const dockerfile::File& file, const dockerfile::Stage& stage, std::string_view keyword,
                              std::string_view arguments);
// The same right after an instruction.
[[nodiscard]] Edit add_after(const dockerfile::File& file, const dockerfile::Instruction& instruction,
                             std::string_view keyword, std::string_view arguments);

}  // namespace s1::rules
