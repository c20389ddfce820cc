// SPDX-License-Identifier: Apache-2.0
// The state of a Viable System Model as its files give it, typed and in one shape, with all that is odd about it.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vsm/agent_registry.h"
#include "vsm/coordination_plan.h"
#include "vsm/current_task.h"
#include "vsm/execution_log.h"
#include "vsm/s3_allocations.h"
#include "vsm/s4_environment.h"
#include "vsm/state_file.h"
#include "vsm/viability_metrics.h"
#include "workspace/root.h"

namespace s1::vsm {

// A part is absent where its file is not there, or where nothing of it could be read.
struct State {
  std::string folder;       // relative to the root: "shop/.claude/vsm-state"
  bool has_folder = false;  // false: there is no state at all
  std::optional<CurrentTask> current_task;
  std::optional<Environment> s4_environment;
  std::optional<CoordinationPlan> coordination_plan;
  std::optional<Allocations> s3_allocations;
  std::optional<ViabilityMetrics> viability_metrics;
  std::optional<AgentRegistry> agent_registry;
  std::optional<ExecutionLog> execution_log;
  Problems problems;
  std::vector<std::unique_ptr<const Document>> documents;  // what `extra`, `data` and `metadata` refer to
};

// The state of the project in that folder (relative to the root; a file stands for its folder, and the state folder may
// be named itself). Never fails: what cannot be read is among the problems.
[[nodiscard]] State read_state(const workspace::Root& root, std::string_view project);

// One file's bytes into its part. `first_line`: of the log's lines, the one with which the bytes begin.
void read_file(State& state, StateFile file, std::string bytes, std::uint32_t first_line = 1);

}  // namespace s1::vsm
