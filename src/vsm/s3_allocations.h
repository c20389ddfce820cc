// SPDX-License-Identifier: Apache-2.0
// s3-allocations.json: whom S3 chose for the task, and for what.
#pragma once
#include "vsm/risk.h"

namespace s1::vsm {

struct Selection {
  Place place;
  std::string agent;
  std::string role;  // primary, support; empty where it is not said
  std::optional<double> order;
  Said task_focus;
  Extra extra;
};

struct PlanStep {
  Place place;
  std::string step;
  std::vector<Said> agents;
  Said action;
  std::optional<bool> parallel;
  Extra extra;
};

struct Allocations {
  Place place;
  Said task_id;
  Said complexity;
  Said complexity_confidence;
  Said complexity_rationale;
  std::vector<Selection> selected_agents;
  Said rationale;
  std::optional<bool> parallel_execution;
  Said execution_mode;
  std::vector<PlanStep> execution_plan;
  std::vector<Said> synergies;
  std::vector<Risk> risks;
  std::vector<Said> escalation_triggers;
  Time created_at;
  const Document* document = nullptr;
  Extra extra;
};

[[nodiscard]] Allocations read_s3_allocations(Fields& fields);

}  // namespace s1::vsm
