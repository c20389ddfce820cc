// SPDX-License-Identifier: Apache-2.0
#include "engine/scan.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <tuple>
#include <utility>

#include "engine/check_file.h"
#include "engine/suppress.h"
#include "facts/secret_patterns.h"
#include "workspace/text_file.h"

namespace s1::engine {
namespace {

template <class T>
void move_to(std::vector<T>& into, std::vector<T>& from) {
  into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool is_read(workspace::FileKind kind) {
  return kind == workspace::FileKind::dockerfile;
}

FileResult read_and_check(const workspace::Root& root, const workspace::File& file, model::FileId id,
                          std::span<const rules::Rule* const> rules, const ScanOptions& options,
                          std::string_view today) {
  Result<std::string> bytes = root.read(file.path, options.limits.file_bytes);
  if (bytes)
    if (std::optional<Error> problem = workspace::not_text(file.path, *bytes))
      bytes = std::unexpected(*std::move(problem));
  if (bytes) return check_file(file.path, id, file.kind, *std::move(bytes), rules, today);
  FileResult result;
  result.diagnostics.push_back(
      {file.path, 0, bytes.error().code, facts::scrub(bytes.error().what), facts::scrub(bytes.error().hint)});
  return result;
}

void add_problems(std::span<const workspace::Problem> problems, std::vector<Diagnostic>& into) {
  for (const workspace::Problem& problem : problems)
    into.push_back({problem.path, 0, problem.code, facts::scrub(problem.message), facts::scrub(problem.hint)});
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

}  // namespace

bool before(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& f) {
    return std::tuple(-static_cast<int>(f.rule->severity), std::string_view(f.path), f.span.begin, f.span.end,
                      f.rule->id);
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

  // 3. Each file by itself, in parallel.
  std::vector<model::FileId> work;
  for (model::FileId id = 0; id < result.files.size(); ++id)
    if (is_read(result.files[id].kind) && !result.files[id].ignored) work.push_back(id);
  std::vector<FileResult> checked(work.size());
  std::atomic<std::uint64_t> done = 0;
  const std::string date = today();
  workspace::parallel_for(work.size(), options.threads, options.cancelled, [&](std::size_t i) {
    checked[i] = read_and_check(root, result.files[work[i]], work[i], *rules, options, date);
    if (options.progress) options.progress(++done, work.size());
  });
  if (options.cancelled.stop_requested()) return std::unexpected(Error{"cancelled", {}, "the scan was cancelled", {}});

  // 4. Together again, in the order of the files.
  for (FileResult& each : checked) {
    result.model.append(std::move(each.model));
    move_to(result.findings, each.findings);
    move_to(result.diagnostics, each.diagnostics);
    result.suppressed += each.suppressed;
  }

  // 5. Worst first.
  std::erase_if(result.findings, [&](const Finding& finding) { return finding.rule->severity < options.min_severity; });
  std::ranges::sort(result.findings, before);
  std::ranges::stable_sort(result.diagnostics, {},
                           [](const Diagnostic& d) { return std::tuple(std::string_view(d.path), d.line); });
  return result;
}

}  // namespace s1::engine
