// SPDX-License-Identifier: Apache-2.0
#include "vsm/state_json.h"

#include <algorithm>
#include <span>

namespace s1::vsm {
namespace {

Json to_json(const CurrentTask& task, Encoder& encoder) {
  Json json = Json::object();
  encoder.text(json, "id", task.id);
  encoder.text(json, "description", task.description);
  encoder.time(json, "created_at", task.created_at);
  encoder.text(json, "status", task.status);
  encoder.text(json, "complexity", task.complexity);
  json["assigned_agents"] = encoder.texts(task.assigned_agents);
  encoder.open(json, "metadata", task.metadata);
  encoder.extra(json, task.extra);
  return json;
}

Json to_json(const ViabilityMetrics& metrics, Encoder& encoder) {
  Json json = Json::object();
  const auto measure = [&](std::string_view key, const std::optional<Measure>& value) {
    if (value) encoder.number(json, key, value->value);
  };
  encoder.text(json, "window", metrics.window);
  measure("completion_rate", metrics.completion_rate);
  json["agent_errors"] = Json::object();
  for (const AgentErrors& errors : metrics.agent_errors) {
    if (json["agent_errors"].size() == encoder.room().items) {
      encoder.leave_out(metrics.agent_errors.size() - encoder.room().items);
      break;
    }
    encoder.number(json["agent_errors"], encoder.key(errors.agent), errors.rate.value);
  }
  measure("oscillation_rate", metrics.oscillation_rate);
  measure("audit_pass_rate", metrics.audit_pass_rate);
  measure("s3_s4_conflicts", metrics.s3_s4_conflicts);
  measure("avg_cycle_iterations", metrics.avg_cycle_iterations);
  json["active_adaptations"] = encoder.texts(metrics.active_adaptations);
  encoder.time(json, "last_updated", metrics.last_updated);
  encoder.extra(json, metrics.extra);
  return json;
}

Json to_json(const RegisteredAgent& agent, Encoder& encoder) {
  Json json = Json::object();
  encoder.text(json, "type", agent.type);
  encoder.text(json, "status", agent.status);
  json["capabilities"] = encoder.texts(agent.capabilities);
  encoder.text(json, "current_task", agent.current_task);
  encoder.extra(json, agent.extra);
  return json;
}

Json to_json(const AgentRegistry& registry, Encoder& encoder) {
  Json json = Json::object();
  json["agents"] = Json::object();
  for (const RegisteredAgent& agent : registry.agents) {
    if (json["agents"].size() == encoder.room().items) {
      encoder.leave_out(registry.agents.size() - encoder.room().items);
      break;
    }
    json["agents"][encoder.key(agent.name)] = to_json(agent, encoder);
  }
  encoder.time(json, "last_updated", registry.last_updated);
  encoder.extra(json, registry.extra);
  return json;
}

Json to_json(const LogEvent& event, Encoder& encoder) {
  Json json = Json::object();
  json["line"] = event.place.line;
  encoder.time(json, "timestamp", event.timestamp);
  encoder.text(json, "event_type", event.event_type);
  encoder.text(json, "task_id", event.task_id);
  encoder.text(json, "agent", event.agent);
  encoder.text(json, "session_id", event.session_id);
  if (event.data.is_mapping())
    encoder.open(json, "data", event.data);
  else if (!event.detail.empty())
    encoder.text(json["data"], "text", event.detail);
  encoder.extra(json, event.extra);
  return json;
}

// The last ones, in the order of the file.
Json to_json(const ExecutionLog& log, Encoder& encoder) {
  const std::size_t count = std::min({log.events.size(), kEventsInFull, encoder.room().events});
  encoder.leave_out(std::min(log.events.size(), kEventsInFull) - count);
  Json json = Json::array();
  for (const LogEvent& event : std::span(log.events).last(count)) json.push_back(to_json(event, encoder));
  return json;
}

template <class Part>
Json part(const std::optional<Part>& part, Encoder& encoder) {
  return part ? to_json(*part, encoder) : Json();
}

}  // namespace

Json part_to_json(const State& state, StateFile file, Encoder& encoder) {
  switch (file) {
    case StateFile::current_task:
      return part(state.current_task, encoder);
    case StateFile::s4_environment:
      return part(state.s4_environment, encoder);
    case StateFile::coordination_plan:
      return part(state.coordination_plan, encoder);
    case StateFile::s3_allocations:
      return part(state.s3_allocations, encoder);
    case StateFile::viability_metrics:
      return part(state.viability_metrics, encoder);
    case StateFile::agent_registry:
      return part(state.agent_registry, encoder);
    case StateFile::execution_log:
      return part(state.execution_log, encoder);
  }
  return nullptr;
}

}  // namespace s1::vsm
