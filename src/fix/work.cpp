// SPDX-License-Identifier: Apache-2.0
#include "fix/work.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/file_reader.h"
#include "engine/suppress.h"
#include "rules/registry.h"
#include "workspace/parallel.h"
#include "workspace/text_file.h"

namespace s1::fix {
namespace {

constexpr int kMostRounds = 10;

bool has_candidate(const Job& job, const Wanted& wanted) {
  return std::ranges::any_of(job.findings, [&](const engine::Finding* finding) {
    return finding->fix != rules::Fix::none && wanted.held_back(*finding).empty();
  });
}

void read(const Means& means, const engine::ScanResult& scan, const Wanted& wanted, const std::string& today,
          Job& job) {
  Result<std::string> text = engine::FileReader(means.root, means.limits.file_bytes, means.overlay).read(job.path);
  if (text)
    if (std::optional<Error> problem = workspace::not_text(job.path, *text))
      text = std::unexpected(*std::move(problem));
  if (!text) {
    job.unread = text.error().what;
    job.progressed = false;
    return;
  }
  if (job.kind == workspace::FileKind::dockerfile)
    job.around = model::surroundings_of(means.root, scan.model, job.path);
  if (job.around) job.around->last_stage_alone = means.last_stage_alone;
  job.fixer =
      std::make_unique<FileFixer>(job.path, job.kind, *std::move(text), rules::all(), today, wanted, job.around.get());
}

}  // namespace

std::vector<Job> jobs_of(const engine::ScanResult& scan, const std::function<bool(const engine::Finding&)>& chosen) {
  std::map<std::string_view, workspace::FileKind> kinds;
  for (const workspace::File& file : scan.files) kinds.emplace(file.path, file.kind);
  std::map<std::string_view, Job> jobs;
  for (const engine::Finding& finding : scan.findings) {
    if (!chosen(finding)) continue;
    Job& job = jobs[finding.path];
    job.path = finding.path;
    if (const auto kind = kinds.find(finding.path); kind != kinds.end()) job.kind = kind->second;
    job.findings.push_back(&finding);
  }
  std::vector<Job> result;
  for (auto& [path, job] : jobs) result.push_back(std::move(job));
  return result;
}

std::set<std::string> fix_in_rounds(const Means& means, const engine::ScanResult& scan, std::span<Job> jobs,
                                    const Wanted& wanted) {
  std::vector<Job*> work;
  for (Job& job : jobs)
    if (has_candidate(job, wanted)) work.push_back(&job);
  if (work.empty()) return {};
  const std::string today = engine::today();
  workspace::parallel_for(work.size(), means.threads, means.cancelled,
                          [&](std::size_t i) { read(means, scan, wanted, today, *work[i]); });
  engine::ScanOptions options;
  options.limits = means.limits;
  options.threads = means.threads;
  options.cancelled = means.cancelled;
  BetweenFiles between(means.check_between_files ? means.check_between_files
                                                 : scan_between_files(means.root, means.start, std::move(options)));
  std::vector<FileFixer*> all;
  for (Job* job : work)
    if (job->fixer) all.push_back(job->fixer.get());
  for (int round = 0; round < kMostRounds && !means.cancelled.stop_requested(); ++round) {
    workspace::parallel_for(work.size(), means.threads, means.cancelled, [&](std::size_t i) {
      if (work[i]->progressed) work[i]->progressed = work[i]->fixer->round();
    });
    std::vector<FileFixer*> edited;
    for (Job* job : work)
      if (job->progressed) edited.push_back(job->fixer.get());
    if (edited.empty()) break;
    between.hold(all, edited);
  }
  return between.gone(all);
}

}  // namespace s1::fix
