// SPDX-License-Identifier: Apache-2.0
// What BuildKit's parser takes and its build refuses, told from one instruction: unknown names, wrong flags, too few
// arguments.
#pragma once
#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/report.h"

namespace s1::dockerfile {

// The instruction's span and stage are set.
void check_instruction(const Instruction& instruction, Reporter& reporter);

}  // namespace s1::dockerfile
