// SPDX-License-Identifier: Apache-2.0
// What was made since the base: every file of the work folder that git does not ignore, not only infrastructure.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/infra_model.h"
#include "text/error.h"
#include "workspace/git_work_changes.h"
#include "workspace/root.h"
#include "workspace/walk.h"

namespace s1::report {

struct Changes {
  std::string base;  // the commit's hash; empty before the first commit
  // Relative to the root, sorted. A renamed file stands under its new name, in `modified` where it was edited too, else
  // in `created`; deleted ones are not among them.
  std::vector<std::string> created;
  std::vector<std::string> modified;
  std::vector<std::string> deleted;
  std::map<std::string, std::string, std::less<>> renamed;  // new name: old name
  // Places of the resources of the model that the base does not declare, in the model's order: cloud resources and
  // module calls of Terraform, CloudFormation and Pulumi. Not data sources, which make nothing, nor Kubernetes objects,
  // which are what runs, not what is provisioned. One that moved to another file of its folder is not new.
  std::vector<model::Place> new_resources;
  std::vector<workspace::Problem> problems;  // "no-merge-base", "too-many-files"
};

// Git's half of it, which needs no scan and so can run beside one. Of the files at or below `start`, relative to the
// root. `since` empty: the merge base with origin/HEAD, main or master, else HEAD; before the first commit every file
// is created. .claude/vsm-state/ is never told of. Codes: those of workspace::changes_since().
[[nodiscard]] Result<workspace::WorkChanges> find_changes(const workspace::Root& root, std::string_view start,
                                                          const std::string& since);

// With what the model's files declare that the base does not.
[[nodiscard]] Changes changes_of(workspace::WorkChanges found, const model::InfraModel& model);

}  // namespace s1::report
