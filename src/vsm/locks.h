// SPDX-License-Identifier: Apache-2.0
// What the coordination plan says about this specialist: where it stands, what it must keep away from, and what it
// hands to whom.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vsm/state.h"

namespace s1::vsm {

// A file that another agent holds in a phase of its own.
struct Lock {
  std::string path;   // as the plan names it, normalised: a file, a folder (everything below it), or a glob
  std::string agent;  // empty where the phase names none
  std::string phase;
  Place place;
  // Whether a path is locked; relative to the project's folder, as the plan's paths are.
  [[nodiscard]] bool covers(std::string_view file) const;
};

// One for each file and agent of the phases that this specialist is not part of.
[[nodiscard]] std::vector<Lock> locked_by_others(const State& state);

// For each phase its position in the order; phases of one name run side by side and have one position.
[[nodiscard]] std::vector<std::size_t> phase_positions(const CoordinationPlan& plan);
[[nodiscard]] bool is_own(const Phase& phase);
// The index of the first phase that this specialist is part of.
[[nodiscard]] std::optional<std::size_t> own_phase(const CoordinationPlan& plan);

[[nodiscard]] std::vector<Handoff> handoffs_owed(const State& state);     // from this specialist
[[nodiscard]] std::vector<Handoff> handoffs_awaited(const State& state);  // to it

}  // namespace s1::vsm
