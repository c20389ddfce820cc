// SPDX-License-Identifier: Apache-2.0
#include "vsm/s3_allocations.h"

#include <utility>

#include "vsm/text.h"
#include "vsm/words.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMostSelections = 500;

Selection named(const Document& document, const data::Value& at, std::string_view name) {
  Selection selection;
  selection.place = document.place(at);
  selection.agent = shown(name);
  return selection;
}

void read_details(Fields& fields, Selection& selection) {
  selection.role = known_word(fields, {"role"}, {"primary", "support"}).text;
  if (const auto order = fields.number({"order"})) selection.order = order->value;
  selection.task_focus = fields.flat({"task_focus", "focus"});
  selection.extra = fields.rest();
}

// An object of the list, or one that has the agents by name: {"s1-backend": {"role": …}}.
void read_object(const Fields& fields, const data::Value& object, std::vector<Selection>& selections) {
  const Document& document = fields.document();
  Fields each = fields.within(object);
  if (const Said agent = each.text({"agent", "name", "id"}); agent.exists()) {
    selections.push_back(named(document, object, agent.text));
    return read_details(each, selections.back());
  }
  for (const data::Member& member : object.own_members()) {
    if (selections.size() >= kMostSelections) return;
    Selection selection = named(document, member.key, member.key.text());
    if (selection.agent.empty()) continue;
    selections.push_back(std::move(selection));
    if (!member.value.is_mapping()) continue;
    Fields details = fields.within(member.value);
    read_details(details, selections.back());
  }
}

std::vector<Selection> read_selections(Fields& fields) {
  std::vector<Selection> selections;
  for (const data::Value& item : fields.items({"selected_agents"})) {
    if (selections.size() >= kMostSelections) break;
    if (item.is_mapping())
      read_object(fields, item, selections);
    else
      for (const Said& agent : agents_in(fields.document(), item)) {
        selections.push_back(named(fields.document(), item, agent.text));
        selections.back().place = agent.place;
      }
  }
  return selections;
}

std::vector<PlanStep> read_steps(Fields& fields) {
  std::vector<PlanStep> steps;
  for (const data::Value& item : fields.items({"execution_plan"})) {
    PlanStep step;
    step.place = fields.document().place(item);
    if (item.is_mapping()) {
      Fields each = fields.within(item);
      step.step = each.text({"step", "order", "name"}).text;
      step.agents = each.agents({"agents", "agent"});
      step.action = each.flat({"action", "actions", "description"});
      step.parallel = each.flag({"parallel"});
      step.extra = each.rest();
    } else {
      step.action = {shown(flat_text(item)), step.place};
    }
    if (step.step.empty()) step.step = std::to_string(steps.size() + 1);
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace

Allocations read_s3_allocations(Fields& fields) {
  Allocations s3;
  s3.place = fields.place();
  s3.document = &fields.document();
  s3.task_id = fields.text({"task_id"});
  s3.complexity = known_word(fields, {"complexity"}, {"unknown", "simple", "medium", "complex"});
  s3.complexity_confidence = fields.text({"complexity_confidence"});
  s3.complexity_rationale = fields.flat({"complexity_rationale"});
  s3.selected_agents = read_selections(fields);
  s3.rationale = fields.flat({"rationale"});
  s3.parallel_execution = fields.flag({"parallel_execution"});
  s3.execution_mode = fields.text({"execution_mode"});
  s3.execution_plan = read_steps(fields);
  s3.synergies = fields.texts({"synergies"});
  s3.risks = read_risks(fields, {"risks"});
  s3.escalation_triggers = fields.texts({"escalation_triggers"});
  s3.created_at = fields.time({"created_at"});
  s3.extra = fields.rest();
  return s3;
}

}  // namespace s1::vsm
