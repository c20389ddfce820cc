// SPDX-License-Identifier: Apache-2.0
#include "engine/request.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "engine/suppress.h"
#include "facts/secret_patterns.h"
#include "workspace/git_changes.h"

namespace s1::engine {
namespace {

// What a scan looked at, to tell what it would have found.
class Scope {
 public:
  Scope(std::string_view start, const Settings& settings, const std::vector<const rules::Rule*>& ran,
        const ScanResult& scan)
      : start_(start), exclude_(settings.exclude), complete_(scan.complete) {
    for (const rules::Rule* rule : ran) rules_.insert(rule->id);
    for (const workspace::File& file : scan.files) paths_.insert(file.path);
  }

  [[nodiscard]] bool could_find(const BaselineEntry& entry) const {
    return complete_ && rules_.contains(entry.rule) && below_start(entry.path) && !exclude_.matches(entry.path);
  }
  [[nodiscard]] bool is_gone(const std::string& path) const { return below_start(path) && !paths_.contains(path); }

 private:
  [[nodiscard]] bool below_start(std::string_view path) const {
    return start_.empty() || path == start_ ||
           (path.starts_with(start_) && path.size() > start_.size() && path[start_.size()] == '/');
  }
  std::string_view start_;
  const PathPatterns& exclude_;
  bool complete_;
  std::set<std::string_view> rules_;
  std::set<std::string_view> paths_;
};

void set_severities(const Settings& settings, std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    const auto at = std::ranges::lower_bound(settings.severities, finding.rule, {},
                                             &std::pair<const rules::Rule*, rules::Severity>::first);
    if (at != settings.severities.end() && at->first == finding.rule) finding.set_severity = at->second;
  }
}

// What the walk had to say about them.
void leave_out_excluded(const Settings& settings, std::string_view start, std::vector<Diagnostic>& diagnostics) {
  if (settings.exclude.empty()) return;
  std::erase_if(diagnostics,
                [&](const Diagnostic& each) { return each.path != start && settings.exclude.matches(each.path); });
}

void match_baseline(const Request& request, const Scope& scope, Answer& answer) {
  ScanResult& scan = answer.scan;
  const Baseline none;
  const Baseline& before = request.baseline ? *request.baseline : none;
  if (request.collect_baseline) {
    for (const Finding& finding : scan.findings) answer.baseline.push_back(baseline_entry(finding));
    for (const BaselineEntry& entry : before)
      if (!scope.could_find(entry)) answer.baseline.push_back(entry);
  }
  BaselineMatch match = apply_baseline(
      before, scan.findings, [&](const BaselineEntry& entry) { return scope.could_find(entry); },
      [&](const std::string& path) { return scope.is_gone(path); });
  if (request.collect_baseline) match.baselined += std::exchange(scan.findings, {}).size();  // now they are known
  scan.baselined = match.baselined;
  for (BaselineEntry& entry : match.fixed) {
    for (std::string* const text : {&entry.rule, &entry.path, &entry.resource, &entry.message})
      *text = facts::scrub(*text);
    scan.fixed.push_back(std::move(entry));
  }
}

workspace::LineRange lines_of(const Finding& finding) {
  const bool ends_before = finding.end.column == 1 && finding.end.line > finding.begin.line;
  return {finding.begin.line, finding.end.line - (ends_before ? 1 : 0)};
}

std::optional<Error> keep_changed(const workspace::Root& root, const std::string& since, std::uint64_t file_bytes,
                                  ScanResult& scan) {
  std::set<std::string> paths;
  for (const Finding& finding : scan.findings) {
    paths.insert(finding.path);
    for (const RelatedPlace& place : finding.related) paths.insert(place.path);
  }
  const std::vector<std::string> asked(paths.begin(), paths.end());
  const Result<workspace::GitChanges> changes = workspace::changes_since(root, since, asked, file_bytes);
  if (!changes) return changes.error();
  const auto touched = [&](const std::string& path, workspace::LineRange lines) {
    const auto at = changes->files.find(path);
    return at != changes->files.end() && at->second.touches(lines);
  };
  scan.unchanged = std::erase_if(scan.findings, [&](const Finding& finding) {
    // What is gone has no lines: it may be what a finding between files is about.
    const bool between_files = finding.rule->check.input == rules::Check::Input::model;
    return !(changes->any_gone && between_files) && !touched(finding.path, lines_of(finding)) &&
           std::ranges::none_of(finding.related, [&](const RelatedPlace& place) {
             return touched(place.path, {place.line, place.line});
           });
  });
  for (const workspace::Problem& problem : changes->problems)
    scan.diagnostics.push_back({problem.path, 0, problem.code, facts::scrub(problem.message), problem.hint});
  return std::nullopt;
}

void sort(ScanResult& scan) {
  const auto key = [](const Finding& finding) {
    return std::tuple(-static_cast<int>(finding.severity()), std::string_view(finding.path), finding.span.begin,
                      finding.span.end, finding.rule->id);
  };
  std::ranges::stable_sort(scan.findings, {}, key);
  std::ranges::stable_sort(scan.diagnostics, {},
                           [](const Diagnostic& each) { return std::tuple(std::string_view(each.path), each.line); });
}

std::vector<Error> errors_of(const Error& error) {
  return {error};
}

}  // namespace

std::expected<Answer, std::vector<Error>> answer(const workspace::Root& root, std::string_view start,
                                                 const Request& request, ScanOptions options) {
  // 1. What is asked for.
  std::expected<Settings, std::vector<Error>> settings = settings_for(root, request, today());
  if (!settings) return std::unexpected(std::move(settings.error()));
  const Result<std::vector<const rules::Rule*>> ran = select(settings->selection);
  if (!ran) return std::unexpected(errors_of(ran.error()));

  // 2. What there is.
  options.selection = settings->selection;
  options.limits = settings->limits;
  options.exclude = &settings->exclude;
  options.policy = &settings->policy;
  options.min_severity = rules::Severity::info;  // severities are set below
  Result<ScanResult> scanned = scan(root, start, options);
  if (!scanned) return std::unexpected(errors_of(scanned.error()));
  Answer result;
  result.scan = *std::move(scanned);
  result.fail_on = settings->fail_on;
  result.fail_on_none = settings->fail_on_none;
  result.limits = settings->limits;

  // 3. What of it is shown.
  ScanResult& scan = result.scan;
  std::ranges::move(settings->diagnostics, std::back_inserter(scan.diagnostics));
  set_severities(*settings, scan.findings);
  leave_out_excluded(*settings, start, scan.diagnostics);
  scan.suppressed += settings->ignores.apply(scan.findings);
  const bool looked_at_all = start.empty() && request.rules.empty() && request.platforms.empty() && scan.complete;
  std::ranges::move(settings->ignores.problems(*ran, looked_at_all), std::back_inserter(scan.diagnostics));
  match_baseline(request, Scope(start, *settings, *ran, scan), result);
  if (!request.since.empty())
    if (std::optional<Error> error = keep_changed(root, request.since, settings->limits.file_bytes, scan))
      return std::unexpected(errors_of(*error));
  std::erase_if(scan.findings, [&](const Finding& finding) { return finding.severity() < settings->min_severity; });
  sort(scan);
  return result;
}

}  // namespace s1::engine
