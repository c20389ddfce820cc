// SPDX-License-Identifier: Apache-2.0
// The briefing, and the specialist's input, as read_vsm_state's answer gives them.
#pragma once
#include "vsm/briefing.h"
#include "vsm/encoder.h"

namespace s1::vsm {

[[nodiscard]] Json to_json(const Briefing& briefing, Encoder& encoder);
// The form of specialist_input.h, without what is not said.
[[nodiscard]] Json to_json(const FoundInput& input, Encoder& encoder);

}  // namespace s1::vsm
