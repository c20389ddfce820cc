// SPDX-License-Identifier: Apache-2.0
#include "vsm/instructions.h"

namespace s1::vsm {

void check_instructions(State& /*state*/) {}

}  // namespace s1::vsm
