// SPDX-License-Identifier: Apache-2.0
// What was made since the base: every file of the work folder that git does not ignore, not only infrastructure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/infra_model.h"
#include "text/error.h"
#include "workspace/root.h"

namespace s1::report {

struct Changes {
  std::string base;  // the commit's hash; empty before the first commit
  std::vector<std::string>
      created;  // relative to the root, sorted; of a renamed file its new name, if it was edited too it is modified
  std::vector<std::string> modified;  // likewise; deleted ones are not among them
  std::vector<std::string> deleted;
  std::vector<model::Place> new_resources;  // places of the resources of the model that the base does not declare
};

// `since` empty: the merge base with origin/HEAD, main or master, else HEAD; before the first commit every file is
// created. .claude/vsm-state/ is never told of. Codes: those of workspace::changes_since().
[[nodiscard]] Result<Changes> changes_of(const workspace::Root& root, std::string_view start, const std::string& since,
                                         const model::InfraModel& model);

}  // namespace s1::report
