// SPDX-License-Identifier: Apache-2.0
#include "vsm/locks.h"

#include <algorithm>
#include <map>

#include "vsm/agent_name.h"
#include "workspace/glob.h"
#include "workspace/names.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMostLocks = 5000;  // then the plan is no plan

std::vector<Handoff> chosen(const State& state, std::string Handoff::* side) {
  std::vector<Handoff> result;
  if (!state.coordination_plan) return result;
  for (const Handoff& handoff : state.coordination_plan->handoffs)
    if (is_this_specialist(handoff.*side)) result.push_back(handoff);
  return result;
}

}  // namespace

bool Lock::covers(std::string_view file) const {
  if (path.empty()) return false;
  if (file == path || (file.starts_with(path) && file.substr(path.size()).starts_with('/'))) return true;
  if (path.find_first_of("*?[") == std::string::npos) return false;
  return workspace::Glob(path, workspace::Glob::Language::gitignore).matches(file);
}

std::vector<Lock> locked_by_others(const State& state) {
  std::vector<Lock> locks;
  if (!state.coordination_plan) return locks;
  for (const Phase& phase : state.coordination_plan->phases) {
    if (is_own(phase)) continue;
    for (const Said& file : phase.files_locked) {
      if (locks.size() >= kMostLocks) return locks;
      const std::string path = workspace::normalised(file.text).value_or(file.text);
      if (phase.agents.empty()) locks.push_back({path, "", phase.phase, file.place});
      for (const Said& agent : phase.agents) locks.push_back({path, agent.text, phase.phase, file.place});
    }
  }
  return locks;
}

std::vector<std::size_t> phase_positions(const CoordinationPlan& plan) {
  std::map<std::string_view, std::size_t> first;
  std::vector<std::size_t> positions;
  for (const Phase& phase : plan.phases)
    positions.push_back(first.emplace(phase.phase, positions.size()).first->second);
  return positions;
}

bool is_own(const Phase& phase) {
  return std::ranges::any_of(phase.agents, [](const Said& agent) { return is_this_specialist(agent.text); });
}

std::optional<std::size_t> own_phase(const CoordinationPlan& plan) {
  const auto at = std::ranges::find_if(plan.phases, is_own);
  if (at == plan.phases.end()) return std::nullopt;
  return static_cast<std::size_t>(at - plan.phases.begin());
}

std::vector<Handoff> handoffs_owed(const State& state) {
  return chosen(state, &Handoff::from);
}

std::vector<Handoff> handoffs_awaited(const State& state) {
  return chosen(state, &Handoff::to);
}

}  // namespace s1::vsm
