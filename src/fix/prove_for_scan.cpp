// SPDX-License-Identifier: Apache-2.0
#include "fix/prove_for_scan.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/suppress.h"
#include "fix/prove.h"
#include "fix/redact.h"
#include "model/surroundings.h"
#include "rules/registry.h"
#include "workspace/parallel.h"
#include "workspace/text_file.h"

namespace s1::fix {
namespace {

constexpr int kMostBatches = 10;

// The findings of one file that propose something, by their index in the page.
struct Job {
  const workspace::File* file = nullptr;
  std::vector<std::size_t> findings;
};

std::vector<Job> jobs_of(std::span<const workspace::File> files, std::span<const engine::Finding> findings) {
  std::map<std::string_view, Job> jobs;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].edits.empty() || !findings[i].other_files.empty()) continue;
    const auto file = std::ranges::lower_bound(files, findings[i].path, {}, &workspace::File::path);
    if (file == files.end() || file->path != findings[i].path) continue;
    Job& job = jobs[findings[i].path];
    job.file = &*file;
    job.findings.push_back(i);
  }
  std::vector<Job> result;
  for (auto& [path, job] : jobs) result.push_back(std::move(job));
  return result;
}

// The fix of one finding, of those that were proven together.
OfferedFix offered(const engine::Finding& finding, const Source& source, const Proven& proven,
                   const Showable& new_text) {
  OfferedFix fix{finding.fix, finding.fix_description, {}, false};
  std::int64_t longer = 0;  // the new text than the old one, up to here
  for (const Edit& edit : proven.edits) {
    const auto begin = static_cast<std::uint32_t>(edit.span.begin + longer);
    const auto size = static_cast<std::uint32_t>(edit.text.size());
    longer += std::int64_t{size} - edit.span.size();
    if (std::ranges::find(finding.edits, edit) == finding.edits.end()) continue;
    if (!new_text.may_show({begin, begin + size})) fix.redacted = true;
    fix.edits.push_back({finding.path, source.position(edit.span.begin), source.position(edit.span.end), edit.text});
  }
  if (fix.redacted) fix.edits.clear();
  return fix;
}

void prove_file(const std::string& text, const Job& job, const model::Surroundings* around,
                std::span<const engine::Finding> findings, const std::string& today, std::vector<Offer>& offers) {
  Prover prover(job.file->path, job.file->kind, rules::all(), today, around);
  const CheckedText base = prover.check(text);
  const Source source(text);

  // The findings again, in the file as it is now.
  std::map<std::pair<const rules::Rule*, std::string_view>, std::size_t> known;
  for (std::size_t i = 0; i < base.findings.size(); ++i)
    known.emplace(std::pair(base.findings[i].rule, std::string_view(base.findings[i].fingerprint)), i);
  std::map<std::size_t, std::size_t> asked;  // index in base.findings to index in the page
  for (const std::size_t index : job.findings) {
    const engine::Finding& finding = findings[index];
    const auto found = known.find({finding.rule, finding.fingerprint});
    if (found == known.end() || base.findings[found->second].span != finding.span) {
      offers[index].dropped = "the file changed since it was scanned";
      continue;
    }
    asked.emplace(found->second, index);
  }

  // Safe ones by themselves: who takes all of those, and no others, has what was proven.
  for (const rules::Fix grade : {rules::Fix::safe, rules::Fix::unsafe}) {
    std::vector<std::size_t> left;
    for (const auto& [index, of_page] : asked)
      if (base.findings[index].fix == grade) left.push_back(index);
    for (int round = 0; round < kMostBatches && !left.empty(); ++round) {
      Batch batch = without_overlap(base.findings, left);
      std::vector<Prover::Failure> failures;
      const Proven proven = prover.prove_most(base, batch.apart, failures);
      for (const Prover::Failure& failure : failures) offers[asked.at(failure.finding)].dropped = failure.why;
      const Showable new_text(proven.after.text);
      for (const std::size_t index : proven.fixed)
        offers[asked.at(index)].fix = offered(base.findings[index], source, proven, new_text);
      left = std::move(batch.overlapping);
    }
    for (const std::size_t index : left) offers[asked.at(index)].dropped = "the fix overlaps those of other findings";
  }
}

}  // namespace

std::vector<Offer> prove_for_scan(const workspace::Root& root, const engine::ScanResult& scan,
                                  std::span<const engine::Finding> findings, const ProofLimits& limits) {
  std::vector<Offer> offers(findings.size());
  const std::vector<Job> jobs = jobs_of(scan.files, findings);
  const std::string today = engine::today();
  workspace::parallel_for(jobs.size(), limits.threads, limits.cancelled, [&](std::size_t i) {
    const Job& job = jobs[i];
    Result<std::string> text = root.read(job.file->path, limits.workspace.file_bytes);
    if (text && !workspace::not_text(job.file->path, *text)) {
      const auto around = job.file->kind == workspace::FileKind::dockerfile
                              ? model::surroundings_of(root, scan.model, job.file->path)
                              : nullptr;
      prove_file(*text, job, around.get(), findings, today, offers);
      return;
    }
    for (const std::size_t index : job.findings) offers[index].dropped = "the file changed since it was scanned";
  });
  return offers;
}

}  // namespace s1::fix
