// SPDX-License-Identifier: Apache-2.0
#include "engine/scan_files.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::engine {
namespace {

bool holds_git(const workspace::Root& root, std::string_view folder) {
  const workspace::Found found = workspace::look(root, workspace::join(folder, ".git"));
  return found == workspace::Found::folder || found == workspace::Found::file;  // a file: a worktree, a submodule
}

std::string_view around(const workspace::Root& root, std::string_view start) {
  for (std::size_t end = 0; end != std::string_view::npos; end = start.find('/', end + 1))
    if (holds_git(root, start.substr(0, end))) return start.substr(0, end);
  return holds_git(root, start) ? start : std::string_view();
}

}  // namespace

Result<ScanFiles> find_files(const workspace::Root& root, std::string_view start, const workspace::Limits& limits,
                             const std::stop_token& cancelled, unsigned threads) {
  Result<workspace::Inventory> asked = workspace::walk(root, start, limits, cancelled, threads);
  if (!asked) return std::unexpected(asked.error());
  ScanFiles result;
  result.problems = std::move(asked->problems);
  result.complete = asked->complete;
  result.files = std::move(asked->files);
  result.asked.assign(result.files.size(), true);

  result.start = workspace::normalised(start).value_or("");  // as walk() takes it
  const std::string_view whole = around(root, result.start);
  if (whole == result.start) return result;
  workspace::Limits bounded = limits;
  bounded.files = std::min(limits.files, kMostEntriesAround);
  const Result<workspace::Inventory> others = workspace::walk(root, whole, bounded, cancelled, threads);
  if (!others || !others->complete) {
    result.complete = false;
    return result;
  }
  // A file that was asked for is what it is by itself: it may be named outright, or lie in a folder that git ignores.
  std::vector<workspace::File> all;
  std::ranges::set_union(result.files, others->files, std::back_inserter(all), {}, &workspace::File::path,
                         &workspace::File::path);
  std::vector<bool> is_asked(all.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    is_asked[i] = std::ranges::binary_search(result.files, all[i].path, {}, &workspace::File::path);
  result.files = std::move(all);
  result.asked = std::move(is_asked);
  return result;
}

}  // namespace s1::engine
