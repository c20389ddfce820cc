// SPDX-License-Identifier: Apache-2.0
#include "engine/scan.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <utility>

#include "engine/build_context.h"
#include "engine/check_file.h"
#include "engine/check_model.h"
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
std::vector<std::uint64_t> check_units(const FileReader& reader, std::span<const rules::Rule* const> rules,
                                       std::string_view date, const ScanOptions& options, ScanResult& result) {
  const std::vector<Unit> units = form_units(result.files);
  std::vector<std::uint64_t> hashes(result.files.size());
  std::atomic<std::uint64_t> done = 0;
  for (std::size_t begin = 0; begin < units.size() && !options.cancelled.stop_requested(); begin += kUnitsAtOnce) {
    std::vector<FileResult> checked(std::min(kUnitsAtOnce, units.size() - begin));
    workspace::parallel_for(checked.size(), options.threads, options.cancelled, [&](std::size_t i) {
      checked[i] = check_unit(reader, result.files, units[begin + i], rules, date);
      if (options.progress) options.progress(++done, units.size());
    });
    for (FileResult& each : checked) {
      result.model.append(std::move(each.model));
      move_to(result.findings, each.findings);
      move_to(result.diagnostics, each.diagnostics);
      result.suppressed += each.suppressed;
      for (const auto& [file, hash] : each.hashes) {
        hashes[file] = hash;
        const workspace::File& read = result.files[file];
        if (read.kind != workspace::FileKind::env_file && !read.excluded) result.checked.push_back(file);
      }
    }
  }
  std::ranges::sort(result.checked);
  return hashes;
}

// Only a file that was named outright can be of no kind.
void drop_other(ScanResult& result) {
  std::erase_if(result.files, [&](const workspace::File& file) {
    if (file.kind != workspace::FileKind::other) return false;
    result.diagnostics.push_back(
        {file.path, 0, "not-infrastructure", "this is not recognised as an infrastructure file; it was not checked",
         "name it as its kind is named (Dockerfile, compose.yaml, main.tf), or scan its folder"});
    return true;
  });
}

void exclude(const PathPatterns& patterns, std::string_view start, std::vector<workspace::File>& files) {
  for (workspace::File& file : files) file.excluded = file.path != start && patterns.matches(file.path);
}

}  // namespace

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
  Result<workspace::Inventory> inventory =
      workspace::walk(root, start, options.limits, options.cancelled, options.threads);
  if (!inventory) return std::unexpected(inventory.error());
  ScanResult result;
  result.files = std::move(inventory->files);
  result.complete = inventory->complete;
  add_problems(inventory->problems, result.diagnostics);
  drop_other(result);
  if (options.exclude != nullptr) exclude(*options.exclude, start, result.files);
  for (const workspace::File& file : result.files) result.model.paths.push_back(file.path);

  // 3. Each unit by itself.
  const FileReader reader(root, options.limits.file_bytes, options.overlay);
  const std::string date = today();
  const std::vector<std::uint64_t> hashes = check_units(reader, *rules, date, options, result);

  // 4. What they say to one another.
  survey_build_contexts(root, result.files, result.model, options.cancelled);
  model::link(result.model);
  ModelResult between =
      check_model(result.model, reader, result.files, hashes, *rules, date, options.threads, options.cancelled);
  move_to(result.findings, between.findings);
  move_to(result.diagnostics, between.diagnostics);
  result.suppressed += between.suppressed;
  if (options.cancelled.stop_requested()) return std::unexpected(Error{"cancelled", {}, "the scan was cancelled", {}});

  // 5. Worst first.
  std::erase_if(result.findings, [&](const Finding& finding) { return finding.severity() < options.min_severity; });
  std::ranges::sort(result.findings, before);
  std::ranges::stable_sort(result.diagnostics, {},
                           [](const Diagnostic& d) { return std::tuple(std::string_view(d.path), d.line); });
  return result;
}

}  // namespace s1::engine
