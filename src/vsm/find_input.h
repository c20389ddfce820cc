// SPDX-License-Identifier: Apache-2.0
// The specialist's input, as the state gives it: written in the task's metadata, or put together from what is there.
#pragma once
#include <array>
#include <string_view>
#include <vector>

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

// An object that may hold the input, or a part of it.
struct InputHolder {
  const Document* document = nullptr;
  data::Value object;
};

// In this order, those that are there: metadata.input, metadata.specialist_input, the metadata's object of this
// specialist's name (also in metadata.agents and metadata.specialists), the metadata, the task's `input`
// and `specialist_input`, the task itself, the `input`
// of S3's selection.
[[nodiscard]] std::vector<InputHolder> input_holders(const State& state);

// The first holder that says a field counts; the fields of context and requirements may stand in the holder itself.
// Else the task is the task's description, the focus S3's task_focus or the actions of this specialist's phase.
[[nodiscard]] FoundInput find_input(const State& state);

[[nodiscard]] SpecialistInput input_of(const State& state);

}  // namespace s1::vsm
