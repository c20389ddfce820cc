// SPDX-License-Identifier: Apache-2.0
#include "vsm/coordination_plan.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "vsm/text.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMostHandoffs = 2000;

Phase read_phase(const Fields& fields, const data::Value& item, std::size_t number) {
  Phase phase;
  phase.place = fields.document().place(item);
  if (item.is_mapping()) {
    Fields each = fields.within(item);
    phase.phase = each.text({"phase", "name", "id", "step"}).text;
    phase.agents = each.agents({"agents", "agent"});
    phase.actions = each.texts({"actions", "action"});
    phase.files_locked = each.texts({"files_locked", "locked_files"});
    phase.completion_signal = each.flat({"completion_signal"});
    phase.extra = each.rest();
  } else {
    fields.wrong_type("execution_schedule", item, "a list of objects");
    phase.actions.push_back({shown(flat_text(item)), phase.place});
  }
  if (phase.phase.empty()) phase.phase = std::to_string(number);
  return phase;
}

std::optional<double> phase_number(const std::string& phase) {
  double number = 0;
  const char* const end = phase.data() + phase.size();
  const auto [stop, error] = std::from_chars(phase.data(), end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::vector<Phase> read_phases(const Fields& fields, const std::vector<data::Value>& items) {
  std::vector<Phase> phases;
  for (const data::Value& item : items) phases.push_back(read_phase(fields, item, phases.size() + 1));
  // Numbers are the order, whatever the list's.
  const auto number = [](const Phase& phase) { return phase_number(phase.phase); };
  if (std::ranges::all_of(phases, [&](const Phase& phase) { return number(phase).has_value(); }))
    std::ranges::stable_sort(phases, {}, number);
  return phases;
}

std::vector<ParallelGroup> read_groups(Fields& fields) {
  std::vector<ParallelGroup> groups;
  for (const data::Value& item : fields.items({"parallel_groups"})) {
    ParallelGroup group;
    group.place = fields.document().place(item);
    if (item.is_mapping()) {
      Fields each = fields.within(item);
      group.name = each.text({"name", "group", "id", "phase"});
      group.agents = each.agents({"agents", "members"});
      group.extra = each.rest();
    } else {
      group.agents = agents_in(fields.document(), item);
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

// A list of objects, a list of names, or an object: resource to agents.
std::vector<ConflictZone> read_zones(Fields& fields) {
  std::vector<ConflictZone> zones;
  const Document& document = fields.document();
  for (const data::Value& item : fields.items({"conflict_zones"})) {
    if (!item.is_mapping()) {
      zones.push_back({{shown(flat_text(item)), document.place(item)}, {}, {}});
      continue;
    }
    Fields each = fields.within(item);
    Said resource = each.flat({"resource", "file", "path", "zone", "name", "resources", "files"});
    if (!resource.exists()) {
      for (const data::Member& member : item.own_members())
        zones.push_back(
            {{shown(member.key.text()), document.place(member.key)}, agents_in(document, member.value), {}});
      continue;
    }
    zones.push_back(
        {std::move(resource), each.agents({"agents", "agents_involved", "potential_conflicts"}), each.rest()});
  }
  return zones;
}

void read_handoff(const Fields& fields, const data::Value& item, std::vector<Handoff>& handoffs) {
  if (!item.is_mapping()) {
    fields.wrong_type("handoff_protocols", item, "a list of objects");
    return;
  }
  Fields each = fields.within(item);
  const std::vector<Said> from = each.agents({"from", "from_agent", "source"});
  const std::vector<Said> to = each.agents({"to", "to_agent", "target"});
  const std::string what =
      each.flat({"what", "artifact", "artifacts", "deliverable", "deliverables", "data", "payload", "content",
                 "message", "protocol", "description", "condition", "trigger", "signal"})
          .text;
  for (const Said& sender : from)
    for (const Said& receiver : to) {
      if (handoffs.size() >= kMostHandoffs) return;
      handoffs.push_back({fields.document().place(item), sender.text, receiver.text, what, each.rest()});
    }
  if (from.empty() || to.empty()) {
    fields.problems().add(Weight::field, fields.document().place(item),
                          "this hand-off does not say from whom and to whom it is", "give it `from` and `to`");
    handoffs.push_back({fields.document().place(item), from.empty() ? "" : from.front().text,
                        to.empty() ? "" : to.front().text, what, each.rest()});
  }
}

}  // namespace

CoordinationPlan read_coordination_plan(Fields& fields) {
  CoordinationPlan plan;
  plan.place = fields.place();
  plan.task_id = fields.text({"task_id"});
  plan.created_at = fields.time({"created_at"});
  plan.phases = read_phases(fields, fields.items({"execution_schedule", "phases"}));
  plan.parallel_groups = read_groups(fields);
  plan.conflict_zones = read_zones(fields);
  for (const data::Value& item : fields.items({"handoff_protocols", "handoffs"}))
    read_handoff(fields, item, plan.handoffs);
  plan.monitoring_points = fields.texts({"monitoring_points"});
  plan.extra = fields.rest();
  return plan;
}

CoordinationPlan read_schedule(const Document& document, const data::Value& list, Problems& problems) {
  CoordinationPlan plan;
  plan.place = document.place(list);
  const Fields fields(document, list, problems);
  plan.phases = read_phases(fields, list.items());
  return plan;
}

}  // namespace s1::vsm
