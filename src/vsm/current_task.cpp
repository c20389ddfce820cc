// SPDX-License-Identifier: Apache-2.0
#include "vsm/current_task.h"

#include "vsm/words.h"

namespace s1::vsm {

CurrentTask read_current_task(Fields& fields) {
  CurrentTask task;
  task.place = fields.place();
  task.document = &fields.document();
  task.object = fields.object();
  task.id = fields.text({"id", "task_id"});
  task.description = fields.text({"description"});
  task.created_at = fields.time({"created_at"});
  task.status = known_word(fields, {"status"}, {"pending", "in_progress", "completed", "failed"});
  task.complexity = known_word(fields, {"complexity"}, {"unknown", "simple", "medium", "complex"});
  task.assigned_agents = fields.agents({"assigned_agents"});
  task.metadata = fields.object({"metadata"});
  task.extra = fields.rest();
  return task;
}

}  // namespace s1::vsm
