// SPDX-License-Identifier: Apache-2.0
// What the log tells of earlier work.
#include <algorithm>
#include <map>

#include "vsm/agent_name.h"
#include "vsm/briefing.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMostEntries = 200;

bool is_failure(const LogEvent& event) {
  constexpr std::string_view kFailures[] = {"task_failed", "agent_error", "conflict_detected", "oscillation_detected"};
  return std::ranges::find(kFailures, event.event_type) != std::end(kFailures);
}

// Besides failures: what this specialist did, and what was decided or done about the task.
bool concerns(const LogEvent& event, const std::string& task) {
  if (is_this_specialist(event.agent)) return true;
  constexpr std::string_view kTelling[] = {"task_completed", "adaptation_applied", "policy_decision",
                                           "audit_performed"};
  return std::ranges::find(kTelling, event.event_type) != std::end(kTelling) &&
         (event.task_id == task || event.task_id.empty());
}

std::string text_of(const LogEvent& event, const std::string& task) {
  std::string text = event.event_type.empty() ? "event" : event.event_type;
  std::ranges::replace(text, '_', ' ');
  if (!event.agent.empty()) text += " (" + event.agent + ")";
  if (!event.task_id.empty() && event.task_id != task) text += " in the task " + event.task_id;
  if (!event.detail.empty()) text += ": " + event.detail;
  return text;
}

}  // namespace

std::vector<Past> history_of(const State& state) {
  std::vector<Past> history;
  if (!state.execution_log) return history;
  const std::string task = state.current_task ? state.current_task->id.text : std::string();
  const std::vector<LogEvent>& events = state.execution_log->events;
  std::map<std::string, std::size_t> known;  // by text
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    const bool failure = is_failure(*event);
    if (!failure && !concerns(*event, task)) continue;
    std::string text = text_of(*event, task);
    if (const auto at = known.find(text); at != known.end()) {
      ++history[at->second].times;
      continue;
    }
    if (history.size() == kMostEntries) continue;
    known.emplace(text, history.size());
    history.push_back({event->place, std::move(text), event->event_type, event->timestamp.text, 1, failure});
  }
  std::ranges::stable_partition(history, [](const Past& past) { return past.failure; });
  return history;
}

}  // namespace s1::vsm
