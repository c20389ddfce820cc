// SPDX-License-Identifier: Apache-2.0
#include "vsm/check_plan.h"

#include <map>
#include <set>

#include "vsm/agent_name.h"
#include "vsm/locks.h"
#include "workspace/names.h"

namespace s1::vsm {
namespace {

void contradiction(State& state, const Place& place, std::string problem, std::string hint) {
  state.problems.add(Weight::contradiction, place, std::move(problem), std::move(hint));
}

void check_duplicates(State& state, const CoordinationPlan& plan) {
  std::map<std::string, std::uint32_t> lines;
  for (const Phase& phase : plan.phases)
    if (const auto [at, is_new] = lines.emplace(phase.phase, phase.place.line); !is_new)
      contradiction(state, phase.place,
                    "the phase `" + phase.phase + "` stands twice, first on line " + std::to_string(at->second),
                    "give each phase a number of its own; the two are taken to run side by side");
}

// The first and the last phase of an agent, as positions; equal names are one position.
struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::map<std::string, Range> ranges_of(const CoordinationPlan& plan) {
  std::map<std::string, Range> ranges;
  const std::vector<std::size_t> positions = phase_positions(plan);
  for (std::size_t i = 0; i < plan.phases.size(); ++i)
    for (const Said& agent : plan.phases[i].agents) {
      const std::string name = is_this_specialist(agent.text) ? "infrastructure" : plain_agent_name(agent.text);
      const auto [at, is_new] = ranges.emplace(name, Range{positions[i], positions[i]});
      if (!is_new) at->second.last = positions[i];
    }
  return ranges;
}

// The giver works only after the taker is done.
void check_handoffs(State& state, const CoordinationPlan& plan) {
  const std::map<std::string, Range> ranges = ranges_of(plan);
  const auto range_of = [&](const std::string& agent) {
    return ranges.find(is_this_specialist(agent) ? "infrastructure" : plain_agent_name(agent));
  };
  for (const Handoff& handoff : plan.handoffs) {
    const auto from = range_of(handoff.from);
    const auto to = range_of(handoff.to);
    if (from == ranges.end() || to == ranges.end() || from->second.first <= to->second.last) continue;
    contradiction(state, handoff.place,
                  "`" + handoff.from + "` is to hand over to `" + handoff.to +
                      "`, but all of its phases come after the last one of `" + handoff.to + "`",
                  "ask S2 for the order: correct the hand-off or the schedule");
  }
}

// "database schema" and "package.json (scripts)" are no paths.
bool is_plain_path(std::string_view text) {
  return text.find_first_of(" \t\n*?[{<:$") == std::string_view::npos &&
         text.find_first_of("./") != std::string_view::npos && text.find_first_not_of("./") != std::string_view::npos;
}

void check_locks(State& state, const CoordinationPlan& plan, const Look& look) {
  constexpr std::size_t kMostLooks = 500;
  // The plan's paths begin at the project, which may lie below the root.
  std::string_view project = workspace::parent_path(workspace::parent_path(state.folder));
  std::set<std::string> seen;
  for (const Phase& phase : plan.phases)
    for (const Said& file : phase.files_locked) {
      const auto path = workspace::normalised(file.text);
      if (!path || !is_plain_path(file.text) || seen.size() == kMostLooks || !seen.insert(*path).second) continue;
      if (look(workspace::join(project, *path)) == workspace::Found::nothing)
        contradiction(state, file.place, "`" + file.text + "` is locked, but there is no such file",
                      "correct the path; nothing to do where the phase is to create it");
    }
}

void check_choice(State& state, const CoordinationPlan& plan) {
  if (!state.s3_allocations || plan.phases.empty() || own_phase(plan)) return;
  for (const Phase& phase : plan.phases)
    if (phase.agents.empty()) return;  // it may be meant
  for (const Selection& selection : state.s3_allocations->selected_agents)
    if (is_this_specialist(selection.agent))
      return contradiction(state, plan.place, "S3 chose `" + selection.agent + "`, but the plan has no phase for it",
                           "ask S2 for its phase before changing files that others may hold");
}

}  // namespace

void check_plan(State& state, const Look& look) {
  if (!state.coordination_plan) return;
  const CoordinationPlan& plan = *state.coordination_plan;
  check_duplicates(state, plan);
  check_handoffs(state, plan);
  check_locks(state, plan, look);
  check_choice(state, plan);
}

}  // namespace s1::vsm
