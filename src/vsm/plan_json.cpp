// SPDX-License-Identifier: Apache-2.0
#include "vsm/state_json.h"

namespace s1::vsm {

Json to_json(const CoordinationPlan& plan, Encoder& encoder) {
  Json json = Json::object();
  encoder.text(json, "task_id", plan.task_id);
  json["execution_schedule"] = encoder.list(plan.phases, [&](const Phase& phase) {
    Json each = Json::object();
    encoder.text(each, "phase", phase.phase);
    each["agents"] = encoder.texts(phase.agents);
    each["actions"] = encoder.texts(phase.actions);
    each["files_locked"] = encoder.texts(phase.files_locked);
    encoder.text(each, "completion_signal", phase.completion_signal);
    encoder.extra(each, phase.extra);
    return each;
  });
  json["parallel_groups"] = encoder.list(plan.parallel_groups, [&](const ParallelGroup& group) {
    Json each = Json::object();
    encoder.text(each, "name", group.name);
    each["agents"] = encoder.texts(group.agents);
    encoder.extra(each, group.extra);
    return each;
  });
  json["conflict_zones"] = encoder.list(plan.conflict_zones, [&](const ConflictZone& zone) {
    Json each = Json::object();
    encoder.text(each, "resource", zone.resource);
    each["agents"] = encoder.texts(zone.agents);
    encoder.extra(each, zone.extra);
    return each;
  });
  json["handoff_protocols"] = encoder.list(plan.handoffs, [&](const Handoff& handoff) {
    Json each = Json::object();
    encoder.text(each, "from", handoff.from);
    encoder.text(each, "to", handoff.to);
    encoder.text(each, "what", handoff.what);
    encoder.extra(each, handoff.extra);
    return each;
  });
  json["monitoring_points"] = encoder.texts(plan.monitoring_points);
  encoder.time(json, "created_at", plan.created_at);
  encoder.extra(json, plan.extra);
  return json;
}

Json to_json(const Allocations& s3, Encoder& encoder) {
  Json json = Json::object();
  encoder.text(json, "task_id", s3.task_id);
  encoder.text(json, "complexity", s3.complexity);
  encoder.text(json, "complexity_confidence", s3.complexity_confidence);
  encoder.text(json, "complexity_rationale", s3.complexity_rationale);
  std::vector<std::string> names;
  for (const Selection& selection : s3.selected_agents) names.push_back(selection.agent);
  json["selected_agents"] = encoder.strings(names);
  json["selections"] = encoder.list(s3.selected_agents, [&](const Selection& selection) {
    Json each = Json::object();
    encoder.text(each, "agent", selection.agent);
    encoder.text(each, "role", selection.role);
    if (selection.order) encoder.number(each, "order", *selection.order);
    encoder.text(each, "task_focus", selection.task_focus);
    encoder.extra(each, selection.extra);
    return each;
  });
  encoder.text(json, "rationale", s3.rationale);
  if (s3.parallel_execution) json["parallel_execution"] = *s3.parallel_execution;
  encoder.text(json, "execution_mode", s3.execution_mode);
  json["execution_plan"] = encoder.list(s3.execution_plan, [&](const PlanStep& step) {
    Json each = Json::object();
    encoder.text(each, "step", step.step);
    each["agents"] = encoder.texts(step.agents);
    encoder.text(each, "action", step.action);
    if (step.parallel) each["parallel"] = *step.parallel;
    encoder.extra(each, step.extra);
    return each;
  });
  json["synergies"] = encoder.texts(s3.synergies);
  json["risks"] = encoder.list(s3.risks, [&](const Risk& risk) { return to_json(risk, encoder); });
  json["escalation_triggers"] = encoder.texts(s3.escalation_triggers);
  encoder.time(json, "created_at", s3.created_at);
  encoder.extra(json, s3.extra);
  return json;
}

}  // namespace s1::vsm
