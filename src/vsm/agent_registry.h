// SPDX-License-Identifier: Apache-2.0
// agent-registry.json: which agents there are.
#pragma once
#include "vsm/fields.h"

namespace s1::vsm {

struct RegisteredAgent {
  Place place;
  std::string name;
  Said type;    // generalist, functional, domain
  Said status;  // available, busy, error
  std::vector<Said> capabilities;
  Said current_task;
  Extra extra;
};

struct AgentRegistry {
  Place place;
  std::vector<RegisteredAgent> agents;
  bool complete = true;  // false: some could not be read, so a name that is not here may yet be known
  Time last_updated;
  Extra extra;
};

[[nodiscard]] AgentRegistry read_agent_registry(Fields& fields);

}  // namespace s1::vsm
