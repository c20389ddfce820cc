// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_changes.h"

#include <algorithm>
#include <utility>

#include "text/scrub.h"
#include "workspace/git_renames.h"
#include "workspace/git_repository.h"

namespace s1::workspace {
namespace {

// A checkout may have other line ends than the history; that changes no line.
std::string with_plain_line_ends(std::string text) {
  std::size_t to = 0;
  for (std::size_t from = 0; from < text.size(); ++from)
    if (text[from] != '\r' || from + 1 == text.size() || text[from + 1] != '\n') text[to++] = text[from];
  text.resize(to);
  return text;
}

std::vector<LineRange> changed_lines(const GitLibrary& git, std::string before, std::string after) {
  before = with_plain_line_ends(std::move(before));
  after = with_plain_line_ends(std::move(after));
  std::vector<LineRange> ranges;
  if (before == after) return ranges;
  git_diff_options options;
  git.diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.flags = GIT_DIFF_FORCE_TEXT;
  options.context_lines = 0;
  options.interhunk_lines = 0;
  const auto add = [](const git_diff_delta*, const git_diff_hunk* hunk, void* payload) -> int {
    const auto first = static_cast<std::uint32_t>(std::max(hunk->new_start, 1));
    const auto count = static_cast<std::uint32_t>(hunk->new_lines);
    // Where lines are only gone, `new_start` is the line before the place.
    const std::uint32_t last = count != 0 ? first + count - 1 : first + (hunk->new_start > 0 ? 1 : 0);
    static_cast<std::vector<LineRange>*>(payload)->push_back({first, last});
    return 0;
  };
  if (git.diff_buffers(before.data(), before.size(), nullptr, after.data(), after.size(), nullptr, &options, nullptr,
                       nullptr, add, nullptr, &ranges) != 0)
    ranges = {{1, UINT32_MAX}};  // what cannot be compared counts as changed
  return ranges;
}

// The blob of a path in the base; nothing where the base has no file there.
std::optional<git_oid> blob_at(const GitLibrary& git, const git_tree* tree, const std::string& path) {
  git_tree_entry* found = nullptr;
  if (tree == nullptr || git.tree_entry_bypath(&found, tree, path.c_str()) != 0) return std::nullopt;
  const GitHandle<git_tree_entry> entry(found, git.tree_entry_free);
  if (git.tree_entry_type(entry.get()) != GIT_OBJECT_BLOB) return std::nullopt;
  return *git.tree_entry_id(entry.get());
}

}  // namespace

bool FileChange::touches(LineRange range) const {
  if (is_new) return true;
  const auto at = std::ranges::lower_bound(lines, range.first, {}, &LineRange::last);
  return at != lines.end() && at->first <= range.last;
}

Result<GitChanges> changes_since(const Root& root, const std::string& ref, std::span<const std::string> paths,
                                 std::uint64_t file_bytes) {
  const Result<GitRepository> repository = open_repository(root.absolute_path());
  if (!repository) return std::unexpected(repository.error());
  const Result<GitBase> base = find_base(*repository, ref);
  if (!base) return std::unexpected(base.error());

  const GitLibrary& git = *repository->git;
  GitChanges changes;
  char text[GIT_OID_HEXSZ + 1];
  changes.base = git.oid_tostr(text, sizeof text, &base->commit);
  if (!base->is_merge_base)
    changes.problems.push_back(
        {".", "no-merge-base",
         "HEAD and " + clean(ref) + " have no common commit here; compared with " + clean(ref) + " itself",
         "in a shallow clone, fetch more history (fetch-depth: 0 in CI)"});

  GitRenames renames(*repository, base->tree.get(), root, file_bytes);
  for (const std::string& path : paths) {
    Result<std::string> bytes = root.read(path, file_bytes);
    FileChange change;
    if (!bytes) {
      change.is_new = true;
    } else if (const std::optional<git_oid> blob = blob_at(git, base->tree.get(), path)) {
      std::optional<std::string> old = read_blob(*repository, *blob, file_bytes);
      if (old)
        change.lines = changed_lines(git, *std::move(old), *std::move(bytes));
      else
        change.lines = {{1, UINT32_MAX}};
      if (change.lines.empty()) continue;
    } else if (std::optional<GitRenames::Source> source = renames.source_of(path, *bytes)) {
      change.renamed_from = source->path;
      change.lines = changed_lines(git, std::move(source->bytes), *std::move(bytes));
    } else {
      change.is_new = true;
    }
    changes.files.insert_or_assign(path, std::move(change));
  }
  changes.any_gone = renames.any_gone();
  return changes;
}

}  // namespace s1::workspace
