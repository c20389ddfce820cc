// SPDX-License-Identifier: Apache-2.0
// current-task.json: what the whole system works on.
#pragma once
#include "vsm/fields.h"

namespace s1::vsm {

struct CurrentTask {
  Place place;
  Said id;
  Said description;
  Time created_at;
  Said status;      // pending, in_progress, completed, failed
  Said complexity;  // unknown, simple, medium, complex
  std::vector<Said> assigned_agents;
  data::Value object;                  // all of it
  data::Value metadata;                // an object, or absent
  const Document* document = nullptr;  // of the two
  Extra extra;
};

[[nodiscard]] CurrentTask read_current_task(Fields& fields);

}  // namespace s1::vsm
