// SPDX-License-Identifier: Apache-2.0
#include "vsm/briefing.h"

#include <algorithm>
#include <map>

#include "vsm/agent_name.h"
#include "vsm/text.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMostEntries = 500;  // of one list

void append(std::string& out, std::string_view separator, const std::vector<Said>& texts) {
  for (std::size_t i = 0; i < texts.size() && out.size() < kMostText; ++i) {
    if (i > 0) out += separator;
    out += texts[i].text;
  }
}

Neighbour neighbour_of(const Phase& phase) {
  Neighbour result;
  result.place = phase.place;
  result.phase = phase.phase;
  for (const Said& agent : phase.agents) result.agents.push_back(agent.text);
  result.text = "phase " + phase.phase;
  if (!phase.agents.empty()) {
    result.text += " (";
    append(result.text, ", ", phase.agents);
    result.text += ")";
  }
  if (!phase.actions.empty()) {
    result.text += ": ";
    append(result.text, "; ", phase.actions);
  }
  if (phase.completion_signal.exists()) result.text += "; done when: " + phase.completion_signal.text;
  result.text = cut(std::move(result.text), kMostText);
  return result;
}

Neighbour neighbour_of(const Handoff& handoff, bool owed) {
  Neighbour result;
  result.place = handoff.place;
  result.is_handoff = true;
  const std::string& other = owed ? handoff.to : handoff.from;
  if (!other.empty()) result.agents.push_back(other);
  const std::string who = other.empty() ? "an agent that is not named" : other;
  result.text = owed ? "hand over to " + who : who + " hands over";
  if (!handoff.what.empty()) result.text += ": " + handoff.what;
  return result;
}

void brief_order(const State& state, Briefing& briefing) {
  for (const Handoff& handoff : handoffs_awaited(state)) briefing.upstream.push_back(neighbour_of(handoff, false));
  for (const Handoff& handoff : handoffs_owed(state)) briefing.downstream.push_back(neighbour_of(handoff, true));
  if (!state.coordination_plan) return;
  const CoordinationPlan& plan = *state.coordination_plan;
  const std::optional<std::size_t> own = own_phase(plan);
  if (!own) return;
  briefing.phase = {plan.phases[*own].phase, plan.phases[*own].place};
  const std::vector<std::size_t> positions = phase_positions(plan);
  for (std::size_t i = *own; i-- > 0;)
    if (positions[i] < positions[*own]) briefing.upstream.push_back(neighbour_of(plan.phases[i]));
  for (std::size_t i = *own + 1; i < plan.phases.size(); ++i)
    if (positions[i] > positions[*own]) briefing.downstream.push_back(neighbour_of(plan.phases[i]));
}

void brief_locks(const State& state, Briefing& briefing) {
  std::map<std::pair<std::string, std::string>, std::size_t> known;  // by path and phase
  for (const Lock& lock : locked_by_others(state)) {
    const auto [at, is_new] = known.emplace(std::pair(lock.path, lock.phase), briefing.locked_files.size());
    if (is_new) briefing.locked_files.push_back({lock.place, lock.path, {}, lock.phase});
    if (!lock.agent.empty()) briefing.locked_files[at->second].agents.push_back(lock.agent);
  }
}

void brief_conflicts(const State& state, Briefing& briefing) {
  if (!state.coordination_plan) return;
  for (const ConflictZone& zone : state.coordination_plan->conflict_zones)
    // Where nobody is named, it may be anybody.
    if (zone.agents.empty() ||
        std::ranges::any_of(zone.agents, [](const Said& agent) { return is_this_specialist(agent.text); }))
      briefing.conflicts.push_back(zone);
}

void add_constraints(const Document& document, const data::Value& value, std::vector<Said>& constraints) {
  if (!value || value.is_null()) return;
  const std::vector<data::Value> items = value.is_sequence() ? value.items() : std::vector<data::Value>{value};
  for (const data::Value& item : items)
    if (std::string text = shown(flat_text(item)); !text.empty() && constraints.size() < kMostEntries)
      constraints.push_back({std::move(text), document.place(item)});
}

void brief_constraints(const State& state, Briefing& briefing) {
  for (const InputHolder& holder : input_holders(state))
    add_constraints(*holder.document, holder.object["constraints"], briefing.constraints);
  if (state.s4_environment)
    for (const Said& constraint : state.s4_environment->constraints) briefing.constraints.push_back(constraint);
  if (state.s3_allocations)
    for (const Said& trigger : state.s3_allocations->escalation_triggers)
      briefing.constraints.push_back({"escalate to S3 on: " + trigger.text, trigger.place});
}

int rank(const std::string& severity) {
  constexpr std::string_view kWorstFirst[] = {"critical", "high", "medium", "low"};
  const auto* const at = std::ranges::find(kWorstFirst, severity);
  // A risk that nobody graded may be a bad one.
  return at == std::end(kWorstFirst) ? 2 : static_cast<int>(at - std::begin(kWorstFirst));
}

void brief_risks(const State& state, Briefing& briefing) {
  if (state.s4_environment) briefing.risks = state.s4_environment->risks;
  if (state.s3_allocations)
    briefing.risks.insert(briefing.risks.end(), state.s3_allocations->risks.begin(), state.s3_allocations->risks.end());
  std::ranges::stable_sort(briefing.risks, {}, [](const Risk& risk) { return rank(risk.severity); });
}

void brief_role(const State& state, Briefing& briefing) {
  if (!state.s3_allocations) return;
  for (const Selection& selection : state.s3_allocations->selected_agents)
    if (is_this_specialist(selection.agent) && !selection.role.empty()) {
      briefing.role = {selection.role, selection.place};
      return;
    }
}

}  // namespace

Briefing brief(const State& state) {
  Briefing briefing;
  briefing.input = find_input(state);
  brief_role(state, briefing);
  brief_order(state, briefing);
  brief_locks(state, briefing);
  brief_conflicts(state, briefing);
  brief_constraints(state, briefing);
  brief_risks(state, briefing);
  if (state.s4_environment) {
    briefing.approach = state.s4_environment->recommended_approach;
    briefing.priorities = state.s4_environment->priorities;
  }
  briefing.history = history_of(state);
  if (state.viability_metrics) briefing.alarms = alarms_of(*state.viability_metrics);
  briefing.missing = missing_in(briefing, state);
  return briefing;
}

}  // namespace s1::vsm
