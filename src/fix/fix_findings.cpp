// SPDX-License-Identifier: Apache-2.0
#include "fix/fix_findings.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/request.h"
#include "engine/scan.h"
#include "fix/file_fixer.h"
#include "fix/work.h"
#include "text/hash.h"
#include "workspace/write_file.h"

namespace s1::fix {
namespace {

constexpr std::string_view kChanged = "the file changed since it was scanned; run again";

engine::Request asked(const Request& request) {
  engine::Request wanted;
  wanted.rules = request.rules;
  wanted.use_config = request.use_config;
  // A fingerprint may be of any profile and severity.
  if (!request.fingerprints.empty()) {
    wanted.profile = engine::Depth::all;
    wanted.min_severity = rules::Severity::info;
  }
  return wanted;
}

// The findings that a request chooses: of those that the scan shows, which the configuration leaves in.
class Choice {
 public:
  Choice(const Request& request, const std::vector<engine::Finding>& shown)
      : fingerprints_(request.fingerprints.begin(), request.fingerprints.end()) {
    for (const engine::Finding& finding : shown)
      if (fingerprints_.empty() || fingerprints_.contains(finding.fingerprint)) chosen_.insert(finding.fingerprint);
  }

  // A fingerprint is of one rule, path and place.
  [[nodiscard]] bool has(const engine::Finding& finding) const { return chosen_.contains(finding.fingerprint); }
  [[nodiscard]] const std::set<std::string>& fingerprints() const { return fingerprints_; }

 private:
  std::set<std::string> fingerprints_;
  std::set<std::string_view> chosen_;  // in the findings
};

Outcome outcome_of(const engine::Finding& finding, rules::Fix grade, std::string why) {
  return {finding.fingerprint, finding.rule, finding.path, finding.begin.line, grade, std::move(why)};
}

// The worst grade of what was fixed.
rules::Fix grade_of(std::span<const Job> jobs) {
  rules::Fix most = rules::Fix::safe;
  for (const Job& job : jobs)
    if (job.fixer)
      for (const FileFixer::Outcome& each : job.fixer->outcomes()) most = std::max(most, each.grade);
  return most;
}

std::string why_not(const Job& job, const engine::Finding& finding) {
  if (!job.unread.empty()) return job.unread;
  if (job.fixer && finding.rule->check.input != rules::Check::Input::model) return std::string(kChanged);
  return std::string(finding.edits.empty() ? kNoFix : kUnsafe);
}

// Each finding that was chosen once. `gone`: those between files that are; `gone_by`: the grade of what fixed them,
// which may be a fix of any file.
void add_outcomes(const Job& job, const std::set<std::string>& gone, rules::Fix gone_by, Fixes& fixes) {
  std::map<std::string_view, FileFixer::Outcome> known;
  if (job.fixer)
    for (FileFixer::Outcome& each : job.fixer->outcomes()) {
      const std::string_view fingerprint = each.finding->fingerprint;
      known.emplace(fingerprint, std::move(each));
    }
  for (const engine::Finding* finding : job.findings) {
    rules::Fix grade = rules::Fix::none;
    std::string why;
    if (const auto at = known.find(finding->fingerprint); at != known.end()) {
      grade = at->second.grade;
      why = at->second.why;
    } else if (gone.contains(finding->fingerprint)) {
      grade = gone_by;
    } else {
      why = why_not(job, *finding);
    }
    (grade == rules::Fix::none ? fixes.not_fixed : fixes.fixed).push_back(outcome_of(*finding, grade, std::move(why)));
  }
}

// What was asked for by a fingerprint that nothing has.
void add_unknown(const Choice& choice, Fixes& fixes) {
  std::set<std::string> unknown = choice.fingerprints();
  for (const Outcome& each : fixes.fixed) unknown.erase(each.fingerprint);
  for (const Outcome& each : fixes.not_fixed) unknown.erase(each.fingerprint);
  for (const std::string& fingerprint : unknown)
    fixes.not_fixed.push_back({fingerprint,
                               nullptr,
                               {},
                               0,
                               rules::Fix::none,
                               "no finding here has this fingerprint: it is fixed, suppressed or ignored, or lies in "
                               "another path; scan again"});
}

}  // namespace

std::expected<Fixes, std::vector<Error>> find_fixes(const workspace::Root& root, std::string_view start,
                                                    const Request& request) {
  // 1. What is to be fixed.
  engine::ScanOptions options;
  options.threads = request.threads;
  options.cancelled = request.cancelled;
  options.progress = request.progress;
  const std::expected<engine::Answer, std::vector<Error>> answer = engine::answer(root, start, asked(request), options);
  if (!answer) return std::unexpected(answer.error());
  const engine::ScanResult& scan = answer->scan;
  const Choice choice(request, scan.findings);

  // 2. The files that have something to try, each by itself; in rounds, with the rules between them.
  const auto chosen = [&](const engine::Finding& finding) { return choice.has(finding); };
  std::vector<Job> jobs = jobs_of(scan, chosen);
  const Means means{
      root, std::string(start), answer->limits, request.threads, request.cancelled, request.check_between_files};
  const std::set<std::string> gone = fix_in_rounds(means, scan, jobs, {chosen, held_back_unless(request.unsafe)});
  if (request.cancelled.stop_requested())
    return std::unexpected(std::vector<Error>{{"cancelled", {}, "the run was cancelled", {}}});

  // 3. What came of it.
  Fixes fixes;
  const rules::Fix gone_by = grade_of(jobs);
  for (Job& job : jobs) {
    add_outcomes(job, gone, gone_by, fixes);
    if (!job.fixer || job.fixer->text() == job.fixer->old_text()) continue;
    const std::string& old_text = job.fixer->old_text();
    fixes.files.push_back({{job.path, Change{job.fixer->edits(), hash128(old_text)}}, old_text, job.fixer->text()});
  }
  const auto by_place = [](const Outcome& each) { return std::tuple(std::string_view(each.path), each.line); };
  std::ranges::stable_sort(fixes.fixed, {}, by_place);
  std::ranges::stable_sort(fixes.not_fixed, {}, by_place);
  add_unknown(choice, fixes);
  std::ranges::copy_if(scan.diagnostics, std::back_inserter(fixes.unread),
                       [](const engine::Diagnostic& each) { return each.line == 0; });
  return fixes;
}

Result<void> write(const workspace::Root& root, std::span<const FixedFile> files) {
  std::vector<workspace::FileWrite> writes;
  for (const FixedFile& file : files) {
    using Action = workspace::FileWrite::Action;
    workspace::FileWrite write{file.edit.path, Action::replace, file.new_text, hash128(file.old_text)};
    if (std::holds_alternative<Create>(file.edit.what)) write.action = Action::create;
    if (std::holds_alternative<Delete>(file.edit.what)) write.action = Action::remove;
    writes.push_back(std::move(write));
  }
  return workspace::write_files(root, writes);
}

}  // namespace s1::fix
