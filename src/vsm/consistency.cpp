// SPDX-License-Identifier: Apache-2.0
#include "vsm/consistency.h"

#include <algorithm>
#include <set>

#include "vsm/agent_name.h"
#include "vsm/check_plan.h"
#include "workspace/names.h"

namespace s1::vsm {
namespace {

void contradiction(State& state, Place place, std::string problem, std::string hint) {
  state.problems.add(Weight::contradiction, std::move(place), std::move(problem), std::move(hint));
}

std::string quoted(const std::string& text) {
  return "`" + text + "`";
}

std::string file_of(const Place& place) {
  return std::string(workspace::base_name(place.path));
}

void check_task_ids(State& state) {
  if (!state.current_task || !state.current_task->id.exists()) return;
  const std::string& id = state.current_task->id.text;
  const auto check = [&](const Said& other) {
    if (other.exists() && other.text != id)
      contradiction(
          state, other.place,
          file_of(other.place) + " is about the task " + quoted(other.text) + ", current-task.json about " + quoted(id),
          "have " + file_of(other.place) + " written for this task, and do not rely on it before");
  };
  if (state.s4_environment) check(state.s4_environment->task_id);
  if (state.coordination_plan) check(state.coordination_plan->task_id);
  if (state.s3_allocations) check(state.s3_allocations->task_id);
}

// Made before the task was created: of another task, or of an earlier form of it.
void check_ages(State& state) {
  if (!state.current_task || !state.current_task->created_at.exists()) return;
  const Time& task = state.current_task->created_at;
  const auto check = [&](const Time& made) {
    if (!made.exists()) return;
    // Where one of them names no zone, it may lie up to 26 hours elsewhere.
    constexpr std::int64_t kZones = 26LL * 3600 * 1000;
    const std::int64_t margin = made.zoned == task.zoned ? 0 : kZones;
    if (made.epoch_ms + margin < task.epoch_ms)
      contradiction(
          state, made.place,
          file_of(made.place) + " was made at " + made.text + ", before the task was created (" + task.text + ")",
          "have it written again for this task; it may speak of another one");
  };
  if (state.s4_environment) check(state.s4_environment->created_at);
  if (state.coordination_plan) check(state.coordination_plan->created_at);
  if (state.s3_allocations) check(state.s3_allocations->created_at);
}

void check_complexity(State& state) {
  if (!state.current_task || !state.s3_allocations) return;
  const Said& task = state.current_task->complexity;
  const Said& chosen = state.s3_allocations->complexity;
  const auto is_grade = [](const Said& said) {
    return said.text == "simple" || said.text == "medium" || said.text == "complex";
  };
  if (is_grade(task) && is_grade(chosen) && task.text != chosen.text)
    contradiction(state, chosen.place,
                  "S3 takes the task for " + quoted(chosen.text) + ", current-task.json says " + quoted(task.text),
                  "ask S3 which holds");
}

// The event that ended the task; null where it goes on, or went on after it: a task that failed is tried again.
const LogEvent* end_of(const std::string& task, const ExecutionLog& log) {
  const LogEvent* end = nullptr;
  for (const LogEvent& event : log.events) {
    if (!event.task_id.empty() && event.task_id != task) continue;
    if (event.event_type == "task_completed" || event.event_type == "task_failed")
      end = event.task_id.empty() ? nullptr : &event;
    else if (event.event_type != "state_changed" && event.event_type != "audit_performed")
      end = nullptr;
  }
  return end;
}

void check_status(State& state) {
  if (!state.current_task || !state.execution_log) return;
  const CurrentTask& task = *state.current_task;
  if (!task.id.exists() || !task.status.exists()) return;
  const LogEvent* const last = end_of(task.id.text, *state.execution_log);
  if (last == nullptr) return;
  const std::string_view logged = last->event_type == "task_completed" ? "completed" : "failed";
  if (task.status.text != logged)
    contradiction(state, task.status.place,
                  "the task's status is " + quoted(task.status.text) + ", but the log says that it " +
                      (logged == "failed" ? "failed" : "was completed") + " (line " + std::to_string(last->place.line) +
                      ")",
                  "find out which holds before any work");
}

// Whom no registry lists, though they are no agents of System 1.
bool needs_no_registry(const std::string& name) {
  constexpr std::string_view kOthers[] = {"orchestrator", "user",     "human", "operator", "operations", "ops",
                                          "all",          "everyone", "any",   "team",     "system",     "*"};
  if (std::ranges::find(kOthers, name) != std::end(kOthers)) return true;
  // s2-coordination, s3-control, s3star-audit, s3*, s4, s5-policy.
  if (name.size() < 2 || name[0] != 's' || name[1] < '2' || name[1] > '5') return false;
  const std::string_view rest = std::string_view(name).substr(2);
  return rest.empty() || rest.front() == '-' || rest.front() == '*' || rest.starts_with("star");
}

void check_agents(State& state) {
  if (!state.agent_registry || !state.agent_registry->complete || state.agent_registry->agents.empty()) return;
  std::set<std::string> known;
  bool knows_this = false;
  for (const RegisteredAgent& agent : state.agent_registry->agents) {
    known.insert(plain_agent_name(agent.name));
    knows_this = knows_this || is_this_specialist(agent.name);
  }
  const auto check = [&](const std::string& name, const Place& place) {
    const std::string plain = plain_agent_name(name);
    if (plain.empty() || needs_no_registry(plain) || (knows_this && is_this_specialist(name))) return;
    if (known.insert(plain).second)  // once
      contradiction(state, place, "no agent of the name " + quoted(name) + " is in agent-registry.json",
                    "correct the name, or have the agent registered");
  };
  const auto check_all = [&](const std::vector<Said>& names) {
    for (const Said& name : names) check(name.text, name.place);
  };
  if (state.current_task) check_all(state.current_task->assigned_agents);
  if (state.s3_allocations) {
    for (const Selection& selection : state.s3_allocations->selected_agents) check(selection.agent, selection.place);
    for (const PlanStep& step : state.s3_allocations->execution_plan) check_all(step.agents);
  }
  if (!state.coordination_plan) return;
  for (const Phase& phase : state.coordination_plan->phases) check_all(phase.agents);
  for (const Handoff& handoff : state.coordination_plan->handoffs) {
    check(handoff.from, handoff.place);
    check(handoff.to, handoff.place);
  }
}

}  // namespace

void check_consistency(State& state, const Look& look) {
  check_task_ids(state);
  check_ages(state);
  check_complexity(state);
  check_status(state);
  check_agents(state);
  check_plan(state, look);
}

}  // namespace s1::vsm
