// SPDX-License-Identifier: Apache-2.0
// The parts of the state as read_vsm_state's answer gives them: one shape, nothing null.
#pragma once
#include "vsm/encoder.h"
#include "vsm/state.h"

namespace s1::vsm {

// Null where the file is not there, or nothing of it could be read.
[[nodiscard]] Json part_to_json(const State& state, StateFile file, Encoder& encoder);

// plan_json.cpp
[[nodiscard]] Json to_json(const CoordinationPlan& plan, Encoder& encoder);
[[nodiscard]] Json to_json(const Allocations& s3, Encoder& encoder);
// environment_json.cpp
[[nodiscard]] Json to_json(const Environment& s4, Encoder& encoder);
[[nodiscard]] Json to_json(const Risk& risk, Encoder& encoder);

}  // namespace s1::vsm
