// SPDX-License-Identifier: Apache-2.0
#include "engine/scan.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "engine/build_context.h"
#include "engine/check_file.h"
#include "engine/check_model.h"
#include "engine/complete_units.h"
#include "engine/scan_files.h"
#include "engine/suppress.h"
#include "engine/unit.h"
#include "facts/secret_patterns.h"
#include "model/infra_model.h"

namespace s1::engine {
namespace {

template <class T>
void move_to(std::vector<T>& into, std::vector<T>& from) {
  into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void add_problems(std::span<const workspace::Problem> problems, std::vector<Diagnostic>& into) {
  for (const workspace::Problem& problem : problems)
    into.push_back({problem.path, 0, problem.code, facts::scrub(problem.message), facts::scrub(problem.hint)});
}

// How many units are in hand at once: enough for all cores, and few enough that what they gave takes little memory
// before it is put together.
constexpr std::size_t kUnitsAtOnce = 4096;

// Checks the units in parallel and puts together what they gave, in their order. Gives hash64 of each file's bytes.
std::vector<std::uint64_t> check_units(const FileReader& reader, const ScanFiles& found, std::span<const Unit> units,
                                       std::span<const rules::Rule* const> rules, std::string_view date,
                                       const ScanOptions& options, bool second_pass, ScanResult& result) {
  std::vector<std::uint64_t> hashes(found.files.size());
  std::atomic<std::uint64_t> done = 0;
  for (std::size_t begin = 0; begin < units.size() && !options.cancelled.stop_requested(); begin += kUnitsAtOnce) {
    std::vector<FileResult> checked(std::min(kUnitsAtOnce, units.size() - begin));
    workspace::parallel_for(checked.size(), options.threads, options.cancelled, [&](std::size_t i) {
      checked[i] = check_unit(reader, found, units[begin + i], rules, date, second_pass);
      if (options.progress) options.progress(++done, units.size());
    });
    for (FileResult& each : checked) {
      result.model.append(std::move(each.model));
      move_to(result.findings, each.findings);
      move_to(result.diagnostics, each.diagnostics);
      result.suppressed += each.suppressed;
      for (const auto& [file, hash] : each.hashes) {
        hashes[file] = hash;
        if (found.reports(file) && found.files[file].kind != workspace::FileKind::env_file)
          result.checked.push_back(file);
      }
    }
  }
  std::ranges::sort(result.checked);
  const auto again = std::ranges::unique(result.checked);  // of several units
  result.checked.erase(again.begin(), again.end());
  return hashes;
}

// The file of no kind that there is, taken out: only one that was named outright can be such.
std::optional<std::string> take_other(ScanFiles& found) {
  const auto other = std::ranges::find(found.files, workspace::FileKind::other, &workspace::File::kind);
  if (other == found.files.end()) return std::nullopt;
  std::string path = std::move(other->path);
  found.asked.erase(found.asked.begin() + (other - found.files.begin()));
  found.files.erase(other);
  return path;
}

// What it is may still be known from who includes it.
void say_if_unknown(const std::string& path, const ScanFiles& found, std::vector<Diagnostic>& diagnostics) {
  if (std::ranges::binary_search(found.files, path, {}, &workspace::File::path)) return;
  diagnostics.push_back({path, 0, "not-infrastructure",
                         "this is not recognised as an infrastructure file; it was not checked",
                         "name it as its kind is named (Dockerfile, compose.yaml, main.tf), or scan its folder"});
}

void exclude(const PathPatterns& patterns, ScanFiles& found) {
  for (workspace::File& file : found.files) file.excluded = file.path != found.start && patterns.matches(file.path);
}

}  // namespace

bool ScanResult::covers(model::FileId file) const {
  return files.size() == model.paths.size() ||
         std::ranges::binary_search(files, model.paths[file], {}, &workspace::File::path);
}

bool before(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& f) {
    return std::tuple(-static_cast<int>(f.severity()), std::string_view(f.path), f.span.begin, f.span.end, f.rule->id);
  };
  return key(a) < key(b);
}

Result<ScanResult> scan(const workspace::Root& root, std::string_view start, const ScanOptions& options) {
  // 1. Which rules.
  const Result<std::vector<const rules::Rule*>> rules = select(options.selection);
  if (!rules) return std::unexpected(rules.error());

  // 2. Which files.
  Result<ScanFiles> found = find_files(root, start, options.limits, options.cancelled, options.threads);
  if (!found) return std::unexpected(found.error());
  ScanResult result;
  result.complete = found->complete;
  add_problems(found->problems, result.diagnostics);
  const std::optional<std::string> other = take_other(*found);
  const FileReader reader(root, options.limits.file_bytes, options.overlay);
  if (options.exclude != nullptr) exclude(*options.exclude, *found);
  std::vector<Unit> units = form_units(found->files);
  complete_units(root, reader, *found, units);
  if (options.exclude != nullptr) exclude(*options.exclude, *found);  // what came in
  drop_needless(found->files, units);
  if (other) say_if_unknown(*other, *found, result.diagnostics);
  if (options.everywhere) found->asked.assign(found->files.size(), true);
  for (std::size_t i = 0; i < found->files.size(); ++i) {
    result.model.paths.push_back(found->files[i].path);
    if (found->asked[i] && !found->files[i].excluded) result.files.push_back(found->files[i]);
  }

  // 3. Each unit by itself.
  const std::string date = today();
  // Who asks for findings everywhere compares two scans: what both leave out makes no difference.
  const bool second_pass = found->complete || options.everywhere;
  const std::vector<std::uint64_t> hashes =
      check_units(reader, *found, units, *rules, date, options, second_pass, result);

  // 4. What they say to one another.
  survey_build_contexts(root, found->files, result.model, options.cancelled);
  model::link(result.model);
  if (options.policy != nullptr) result.model.policy = *options.policy;
  if (second_pass) {
    ModelResult between = check_model(root, result.model, reader, *found, hashes, *rules, date,
                                      options.last_stage_alone, options.threads, options.cancelled);
    move_to(result.findings, between.findings);
    move_to(result.diagnostics, between.diagnostics);
    result.suppressed += between.suppressed;
  } else {
    result.diagnostics.push_back({start.empty() ? "." : std::string(start), 0, "files-not-compared",
                                  "more files lie here than are looked at; rules between files were left out",
                                  "make the project's folder the root"});
  }
  if (options.cancelled.stop_requested()) return std::unexpected(Error{"cancelled", {}, "the scan was cancelled", {}});

  // 5. Worst first.
  std::erase_if(result.findings, [&](const Finding& finding) { return finding.severity() < options.min_severity; });
  std::ranges::sort(result.findings, before);
  std::ranges::stable_sort(result.diagnostics, {},
                           [](const Diagnostic& d) { return std::tuple(std::string_view(d.path), d.line); });
  return result;
}

}  // namespace s1::engine
