// SPDX-License-Identifier: Apache-2.0
// Whether the coordination plan agrees with itself, with S3's choice and with the files it names.
#pragma once
#include "vsm/consistency.h"

namespace s1::vsm {

void check_plan(State& state, const Look& look);

}  // namespace s1::vsm
