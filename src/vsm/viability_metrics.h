// SPDX-License-Identifier: Apache-2.0
// viability-metrics.json: how well the whole system works.
#pragma once
#include "vsm/fields.h"

namespace s1::vsm {

struct AgentErrors {
  std::string agent;
  Measure rate;
};

// Rates are parts of one.
struct ViabilityMetrics {
  Place place;
  Said window;
  std::optional<Measure> completion_rate;
  std::vector<AgentErrors> agent_errors;
  std::optional<Measure> oscillation_rate;
  std::optional<Measure> audit_pass_rate;
  std::optional<Measure> s3_s4_conflicts;
  std::optional<Measure> avg_cycle_iterations;
  std::vector<Said> active_adaptations;
  Time last_updated;
  Extra extra;
};

[[nodiscard]] ViabilityMetrics read_viability_metrics(Fields& fields);

// A metric past the threshold that the systems act upon.
struct Alarm {
  std::string metric;  // "completion_rate", "agent_errors.s1-backend"
  double value = 0;
  double threshold = 0;
  bool below = false;  // the threshold is a least value
  Place place;
};

// Error rate of an agent over 0.30, completion under 0.50, oscillation over 0.20, S3-S4 conflicts over 3, cycle
// iterations over 1.5, audits passed under 0.80. A rate that is none (below 0 or over 1) raises no alarm.
[[nodiscard]] std::vector<Alarm> alarms_of(const ViabilityMetrics& metrics);

}  // namespace s1::vsm
