// SPDX-License-Identifier: Apache-2.0
#include "vsm/viability_metrics.h"

#include "vsm/text.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMostAgents = 500;

void check_rate(std::string_view name, const std::optional<Measure>& rate, Problems& problems) {
  if (rate && (rate->value < 0 || rate->value > 1))
    problems.add(Weight::field, rate->place, "`" + shown(name) + "` is no rate: it is not between 0 and 1",
                 "write 0.3 for 30%");
}

std::optional<Measure> read_rate(Fields& fields, std::string_view name) {
  std::optional<Measure> rate = fields.number({name});
  check_rate(name, rate, fields.problems());
  return rate;
}

std::vector<AgentErrors> read_agent_errors(Fields& fields) {
  std::vector<AgentErrors> result;
  const data::Value errors = fields.object({"agent_errors"});
  if (!errors) return result;
  const std::vector<data::Member> members = errors.own_members();
  for (std::size_t i = 0; i < members.size() && i < kMostAgents; ++i) {
    const auto& [key, value] = members[i];
    const std::string name = shown(key.text());
    if (name.empty() || value.is_null()) continue;
    const data::Value rate = value.is_mapping() ? (value["rate"] ? value["rate"] : value["error_rate"]) : value;
    const auto measured = measure(fields.document(), name, rate ? rate : value, fields.problems());
    check_rate(name, measured, fields.problems());
    if (measured) result.push_back({name, *measured});
  }
  return result;
}

}  // namespace

ViabilityMetrics read_viability_metrics(Fields& fields) {
  ViabilityMetrics metrics;
  metrics.place = fields.place();
  metrics.window = fields.flat({"window"});
  metrics.completion_rate = read_rate(fields, "completion_rate");
  metrics.oscillation_rate = read_rate(fields, "oscillation_rate");
  metrics.audit_pass_rate = read_rate(fields, "audit_pass_rate");
  metrics.s3_s4_conflicts = fields.number({"s3_s4_conflicts"});
  metrics.avg_cycle_iterations = fields.number({"avg_cycle_iterations"});
  metrics.active_adaptations = fields.texts({"active_adaptations"});
  metrics.last_updated = fields.time({"last_updated"});
  metrics.agent_errors = read_agent_errors(fields);
  metrics.extra = fields.rest();
  return metrics;
}

std::vector<Alarm> alarms_of(const ViabilityMetrics& metrics) {
  std::vector<Alarm> alarms;
  const auto over = [&](const std::string& name, const std::optional<Measure>& measure, double most, bool rate) {
    if (measure && measure->value > most && (!rate || measure->value <= 1))
      alarms.push_back({name, measure->value, most, false, measure->place});
  };
  const auto under = [&](const std::string& name, const std::optional<Measure>& measure, double least) {
    if (measure && measure->value < least && measure->value >= 0)
      alarms.push_back({name, measure->value, least, true, measure->place});
  };
  under("completion_rate", metrics.completion_rate, 0.50);
  for (const AgentErrors& errors : metrics.agent_errors) over("agent_errors." + errors.agent, errors.rate, 0.30, true);
  over("oscillation_rate", metrics.oscillation_rate, 0.20, true);
  under("audit_pass_rate", metrics.audit_pass_rate, 0.80);
  over("s3_s4_conflicts", metrics.s3_s4_conflicts, 3, false);
  over("avg_cycle_iterations", metrics.avg_cycle_iterations, 1.5, false);
  return alarms;
}

}  // namespace s1::vsm
