// SPDX-License-Identifier: Apache-2.0
// Gaps that the files which were made give cause for.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/counted.h"
#include "report/specialist/find_gaps.h"

namespace s1::report {
namespace {

using rules::Severity;

bool was_made(const SpecialistReport& report, const std::string& path) {
  const auto& made = report.implementation;
  return std::ranges::find(made.files_created, path) != made.files_created.end() ||
         std::ranges::find(made.files_modified, path) != made.files_modified.end();
}

// The file as the project names it; empty where it lies elsewhere.
std::string_view within(std::string_view start, std::string_view path) {
  if (start.empty()) return path;
  const bool inside = path.starts_with(start) && path.size() > start.size() && path[start.size()] == '/';
  return inside ? path.substr(start.size() + 1) : std::string_view();
}

}  // namespace

std::vector<Gap> gaps_of_findings(const engine::ScanResult& scan, const SpecialistReport& report) {
  struct Found {
    std::size_t count = 0;
    const engine::Finding* worst = nullptr;
  };
  std::map<std::string, Found> by_path;
  for (const engine::Finding& finding : scan.findings) {
    if (finding.severity() < Severity::high) continue;
    Found& found = by_path[finding.path];
    if (found.count++ == 0) found.worst = &finding;  // they come worst first
  }
  std::vector<Gap> gaps;
  for (const auto& [path, found] : by_path) {
    if (!was_made(report, path)) continue;
    gaps.push_back(
        {"security.hardening",
         fmt::format("{}:{}: {} ({}){}", path, found.worst->begin.line, found.worst->message, found.worst->rule->id,
                     found.count == 1 ? "" : ", and " + std::to_string(found.count - 1) + " more of high severity"),
         "fix it (fix_findings, explain_rule), or ignore the rule there with a reason"});
  }
  // One gap a file: what is wrong first is often what is wrong with the rest.
  std::map<std::string_view, std::vector<const engine::Diagnostic*>> faults;
  for (const engine::Diagnostic& diagnostic : scan.diagnostics)
    if (was_made(report, diagnostic.path)) faults[diagnostic.path].push_back(&diagnostic);
  for (const auto& [path, found] : faults) {
    const engine::Diagnostic& first = *found.front();
    gaps.push_back({"implementation.files_modified",
                    fmt::format("{}{}: it could not be checked whole: {}{}", path,
                                first.line == 0 ? "" : ":" + std::to_string(first.line), first.message,
                                found.size() == 1 ? "" : fmt::format(" (and {} more)", found.size() - 1)),
                    first.hint.empty() ? "correct the file" : first.hint});
  }
  return gaps;
}

std::vector<Gap> gaps_of_locks(std::span<const vsm::Lock> locks, std::string_view start,
                               const SpecialistReport& report) {
  std::vector<Gap> gaps;
  const auto check = [&](std::string_view field, const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      const std::string_view file = within(start, path);
      const auto lock = std::ranges::find_if(locks, [&](const vsm::Lock& each) { return each.covers(file); });
      if (file.empty() || lock == locks.end()) continue;
      const std::string who = lock->agent.empty() ? "another agent" : lock->agent;
      gaps.push_back({field, fmt::format("{} is locked by {} ({}:{})", path, who, lock->place.path, lock->place.line),
                      "agree with " + who + " on the change, or take it back"});
    }
  };
  check("implementation.files_created", report.implementation.files_created);
  check("implementation.files_modified", report.implementation.files_modified);
  return gaps;
}

std::vector<Gap> gaps_of_changes(const Changes* changes, const SpecialistReport& report) {
  const auto& made = report.implementation;
  if (!made.files_created.empty() || !made.files_modified.empty()) return {};
  if (changes == nullptr)
    return {{"implementation.files_created",
             "there is no git repository to tell what was made, and the draft names no file",
             "name the files in the draft's implementation"}};
  if (!changes->deleted.empty()) return {};
  return {{"implementation.files_modified",
           "no file differs from the base" + (changes->base.empty() ? "" : " " + changes->base.substr(0, 12)),
           "do the work, or give the commit before it as since"}};
}

Status supported(std::optional<Status> wish, const Document& document) {
  if (wish && *wish != Status::completed) return *wish;
  return document.gaps.empty() ? Status::completed : Status::partial;
}

}  // namespace s1::report
