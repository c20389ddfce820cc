// SPDX-License-Identifier: Apache-2.0
#include "vsm/find_input.h"

#include "vsm/agent_name.h"
#include "vsm/text.h"

namespace s1::vsm {
namespace {

void take(Said& into, const InputHolder& holder, const data::Value& value) {
  if (into.exists() || !value || value.is_null()) return;
  into = {shown(flat_text(value)), holder.document->place(value)};
}

void take_object(std::array<Said, 4>& into, const std::array<std::string_view, 4>& names, const InputHolder& holder,
                 const data::Value& object) {
  for (std::size_t i = 0; i < names.size(); ++i) take(into[i], holder, object[names[i]]);
}

void add(std::vector<InputHolder>& holders, const Document* document, const data::Value& value) {
  if (document != nullptr && value.is_mapping()) holders.push_back({document, value});
}

void add_own(std::vector<InputHolder>& holders, const Document* document, const data::Value& object) {
  if (!object.is_mapping()) return;
  for (const data::Member& member : object.own_members())
    if (is_this_specialist(member.key.text())) {
      add(holders, document, member.value["input"]);
      add(holders, document, member.value);
    }
}

void take_focus(Said& focus, const State& state) {
  if (state.s3_allocations)
    for (const Selection& selection : state.s3_allocations->selected_agents)
      if (!focus.exists() && is_this_specialist(selection.agent)) focus = selection.task_focus;
  if (focus.exists() || !state.coordination_plan) return;
  for (const Phase& phase : state.coordination_plan->phases) {
    if (phase.actions.empty()) continue;
    bool own = false;
    for (const Said& agent : phase.agents) own = own || is_this_specialist(agent.text);
    if (!own) continue;
    std::string actions;
    for (const Said& action : phase.actions) {
      if (actions.size() > kMostText) break;
      actions += (actions.empty() ? "" : "; ") + action.text;
    }
    focus = {cut(std::move(actions), kMostText), phase.actions.front().place};
    return;
  }
}

}  // namespace

std::vector<InputHolder> input_holders(const State& state) {
  std::vector<InputHolder> holders;
  if (state.current_task) {
    const CurrentTask& task = *state.current_task;
    add(holders, task.document, task.metadata["input"]);
    add(holders, task.document, task.metadata["specialist_input"]);
    add_own(holders, task.document, task.metadata);
    add_own(holders, task.document, task.metadata["agents"]);
    add_own(holders, task.document, task.metadata["specialists"]);
    add(holders, task.document, task.metadata);
    add(holders, task.document, task.object["input"]);
    add(holders, task.document, task.object["specialist_input"]);
    add(holders, task.document, task.object);
  }
  if (state.s3_allocations)
    for (const Selection& selection : state.s3_allocations->selected_agents)
      if (is_this_specialist(selection.agent))
        for (const data::Member& member : selection.extra)
          if (member.key.text() == "input") add(holders, state.s3_allocations->document, member.value);
  return holders;
}

FoundInput find_input(const State& state) {
  FoundInput input;
  for (const InputHolder& holder : input_holders(state)) {
    take(input.task, holder, holder.object["task"]);
    take(input.focus, holder, holder.object["focus"]);
    take_object(input.context, kContextFields, holder, holder.object["context"]);
    take_object(input.requirements, kRequirementFields, holder, holder.object["requirements"]);
    take_object(input.context, kContextFields, holder, holder.object);
    take_object(input.requirements, kRequirementFields, holder, holder.object);
  }
  if (state.current_task && !input.task.exists()) input.task = state.current_task->description;
  take_focus(input.focus, state);
  return input;
}

SpecialistInput input_of(const State& state) {
  const FoundInput found = find_input(state);
  SpecialistInput input;
  input.task = found.task.text;
  input.focus = found.focus.text;
  input.context = {found.context[0].text, found.context[1].text, found.context[2].text, found.context[3].text};
  input.requirements = {found.requirements[0].text, found.requirements[1].text, found.requirements[2].text,
                        found.requirements[3].text};
  return input;
}

}  // namespace s1::vsm
