// SPDX-License-Identifier: Apache-2.0
// coordination-plan.json: who does what, in which order, and who must keep away from what.
#pragma once
#include "vsm/fields.h"

namespace s1::vsm {

struct Phase {
  Place place;
  std::string phase;  // "2", "deploy"; its place in the list where it has no name
  std::vector<Said> agents;
  std::vector<Said> actions;
  std::vector<Said> files_locked;
  Said completion_signal;
  Extra extra;
};

struct ParallelGroup {
  Place place;
  Said name;
  std::vector<Said> agents;
  Extra extra;
};

struct ConflictZone {
  Said resource;
  std::vector<Said> agents;
  Extra extra;
};

// Of several senders or receivers each pair is a hand-off of its own.
struct Handoff {
  Place place;
  std::string from;
  std::string to;
  std::string what;  // what is handed over, or when; empty where it is not said
  Extra extra;
};

struct CoordinationPlan {
  Place place;
  Said task_id;
  Time created_at;
  std::vector<Phase> phases;  // execution_schedule
  std::vector<ParallelGroup> parallel_groups;
  std::vector<ConflictZone> conflict_zones;
  std::vector<Handoff> handoffs;  // handoff_protocols
  std::vector<Said> monitoring_points;
  Extra extra;
};

[[nodiscard]] CoordinationPlan read_coordination_plan(Fields& fields);
// A plan that is its execution_schedule alone.
[[nodiscard]] CoordinationPlan read_schedule(const Document& document, const data::Value& list, Problems& problems);

}  // namespace s1::vsm
