// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/make_document.h"

#include <algorithm>
#include <iterator>

#include "report/architecture.h"
#include "report/evidence/collect.h"
#include "report/specialist/audience.h"
#include "report/specialist/changes.h"
#include "report/specialist/fill.h"
#include "report/specialist/merge_draft.h"
#include "report/specialist/write_report.h"

namespace s1::report {
namespace {

// Nothing where there is no repository to ask; why stands in the document.
Result<std::optional<Changes>> told(const workspace::Root& root, Result<workspace::WorkChanges> found,
                                    const engine::ScanResult& scan, const Work& work, Document& document) {
  if (!found) {
    const bool is_absent = found.error().code == "no-repository" || found.error().code == "git-unavailable";
    if (!is_absent || !work.since.empty()) return std::unexpected(found.error());
    document.base = "none: " + found.error().what;
    return std::optional<Changes>();
  }
  Changes changes = changes_of(*std::move(found), scan.model);
  // A report is no work: a second one is not to be complete because of the first.
  const auto is_output = [&](const std::string& path) { return path == work.output || is_written_report(root, path); };
  std::erase_if(changes.created, is_output);
  std::erase_if(changes.modified, is_output);
  document.base = changes.base.empty() ? "nothing: there is no commit yet" : changes.base;
  for (const workspace::Problem& problem : changes.problems)
    document.gaps.push_back({"implementation.files_modified", problem.message, problem.hint});
  return std::optional(std::move(changes));
}

void append(std::vector<Gap>& gaps, std::vector<Gap> more) {
  std::ranges::move(more, std::back_inserter(gaps));
}

// A blocked report must say by what.
void check_blocked(std::optional<Status> wish, const Draft& draft, std::vector<Gap>& gaps) {
  if (wish == Status::blocked && draft.said.handoff.operational_notes.empty())
    gaps.push_back({"status", "the work is said to be blocked, and the draft does not say by what",
                    "name it in the draft's handoff.operational_notes"});
}

}  // namespace

Result<Document> make_document(const workspace::Root& root, std::string_view start, const engine::ScanResult& scan,
                               Result<workspace::WorkChanges> found, const Work& work) {
  Document document;
  document.task = work.input.task;
  document.audience = work.audience;

  const Result<std::optional<Changes>> told_changes = told(root, std::move(found), scan, work, document);
  if (!told_changes) return std::unexpected(told_changes.error());
  const std::optional<Changes>& changes = *told_changes;
  const Changes* const known_changes = changes ? &*changes : nullptr;

  const Architecture graph = architecture(scan);
  document.evidence = collect(root, start, scan, graph);
  if (known_changes != nullptr) add_changes(*known_changes, scan.model, document.evidence);
  fill(document.report, document.evidence);
  merge_draft(work.draft, {root, start, scan.model, known_changes}, document);

  const std::optional<Status> wish = work.status ? work.status : work.draft.status;
  append(document.gaps, gaps_of_changes(known_changes, document.report));
  append(document.gaps, gaps_of_findings(scan, document.report));
  append(document.gaps, gaps_of_locks(work.locks, start, document.report));
  append(document.gaps, gaps_of_input(work.input, scan, document));
  check_blocked(wish, work.draft, document.gaps);
  document.report.status = supported(wish, document);
  document.views = views_of(work.audience, document.evidence, scan.findings);
  return document;
}

}  // namespace s1::report
