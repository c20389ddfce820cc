// SPDX-License-Identifier: Apache-2.0
#include "vsm/agent_registry.h"

#include "vsm/text.h"
#include "vsm/words.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMostAgents = 500;

// `name` is empty where the object gives it.
RegisteredAgent read_agent(const Fields& registry, const data::Value& item, std::string_view name) {
  RegisteredAgent agent;
  agent.place = registry.document().place(item);
  agent.name = shown(name);
  if (!item.is_mapping()) {
    if (agent.name.empty()) agent.name = shown(flat_text(item));
    return agent;
  }
  Fields fields = registry.within(item);
  if (agent.name.empty()) agent.name = fields.text({"name", "agent", "id"}).text;
  agent.type = known_word(fields, {"type"}, {"generalist", "functional", "domain"});
  agent.status = known_word(fields, {"status"}, {"available", "busy", "error"});
  agent.capabilities = fields.texts({"capabilities"});
  agent.current_task = fields.flat({"current_task"});
  agent.extra = fields.rest();
  return agent;
}

struct Entry {
  std::string_view name;  // empty in a list
  data::Value value;
};

// Of an object by name, or of a list of objects that name themselves.
std::vector<Entry> entries(const std::vector<data::Value>& items) {
  std::vector<Entry> result;
  if (items.size() == 1 && items.front().is_mapping() && !items.front()["name"].is_string()) {
    for (const data::Member& member : items.front().own_members())
      if (!member.value.is_null()) result.push_back({member.key.text(), member.value});
  } else {
    for (const data::Value& item : items) result.push_back({"", item});
  }
  return result;
}

}  // namespace

AgentRegistry read_agent_registry(Fields& fields) {
  AgentRegistry registry;
  registry.place = fields.place();
  registry.complete = fields.has("agents");
  for (const Entry& entry : entries(fields.items({"agents"}))) {
    if (registry.agents.size() == kMostAgents) {
      registry.complete = false;
      break;
    }
    RegisteredAgent agent = read_agent(fields, entry.value, entry.name);
    if (agent.name.empty())
      registry.complete = false;
    else
      registry.agents.push_back(std::move(agent));
  }
  registry.last_updated = fields.time({"last_updated"});
  registry.extra = fields.rest();
  return registry;
}

}  // namespace s1::vsm
