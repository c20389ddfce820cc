// SPDX-License-Identifier: Apache-2.0
// Texts of the state that address the model which reads them: whoever can write a state file could try to steer it.
#pragma once
#include "vsm/state.h"

namespace s1::vsm {

// Adds a problem for each (as many as Problems keeps). The texts stay what they are: data.
void check_instructions(State& state);

}  // namespace s1::vsm
