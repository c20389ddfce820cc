// SPDX-License-Identifier: Apache-2.0
// The specialist's report from a scan, the state and the host's draft.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "engine/scan.h"
#include "report/specialist/document.h"
#include "report/specialist/draft.h"
#include "report/specialist/find_gaps.h"
#include "text/error.h"
#include "vsm/specialist_input.h"
#include "workspace/git_work_changes.h"
#include "workspace/root.h"

namespace s1::report {

// What emit_report was asked for, and what the state files say.
struct Work {
  vsm::SpecialistInput input;
  Draft draft;
  std::string since;             // a git reference; empty: the default of find_changes()
  std::optional<Status> status;  // the wish; before the draft's
  std::string audience;          // empty: all
  std::vector<vsm::Lock> locks;
  std::string output;  // where the report itself goes, which is no part of the work; may be empty
};

// `start` is relative to the root; `found` is what find_changes() gave. Codes: those of find_changes() but for
// "no-repository" and "git-unavailable", which a report without changes names as gaps where no reference was given.
[[nodiscard]] Result<Document> make_document(const workspace::Root& root, std::string_view start,
                                             const engine::ScanResult& scan, Result<workspace::WorkChanges> found,
                                             const Work& work);

}  // namespace s1::report
