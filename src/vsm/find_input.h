// SPDX-License-Identifier: Apache-2.0
// The specialist's input, as the state gives it: written in the task's metadata, or put together from what is there.
#pragma once
#include <array>
#include <string_view>

#include "vsm/said.h"
#include "vsm/specialist_input.h"
#include "vsm/state.h"

namespace s1::vsm {

// Every field with where it is said. The order of the names is that of kContextFields and kRequirementFields.
inline constexpr std::array<std::string_view, 4> kContextFields = {"platform", "orchestration", "ci_system",
                                                                   "existing_infra"};
inline constexpr std::array<std::string_view, 4> kRequirementFields = {"scalability", "availability", "security",
                                                                       "budget"};

struct FoundInput {
  Said task;
  Said focus;
  std::array<Said, 4> context;
  std::array<Said, 4> requirements;
};

// In this order, the first that says a field counts: metadata.input, metadata.specialist_input, the metadata's object
// of this specialist's name (or metadata.agents', metadata.specialists'), the metadata, the `input` of S3's selection;
// then for the task the description, for the focus S3's task_focus and the actions of this specialist's phase.
[[nodiscard]] FoundInput find_input(const State& state);

[[nodiscard]] SpecialistInput input_of(const State& state);

}  // namespace s1::vsm
