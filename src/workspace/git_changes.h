// SPDX-License-Identifier: Apache-2.0
// Which lines of which files changed since a commit.
//
// The base is the merge base of HEAD and the reference (the reference itself wherever it is an ancestor), so that
// `--since origin/main` on a branch shows what the branch changed and not what main changed meanwhile. Against it
// stand the files as they lie in the working folder: staged or not, and untracked ones too, are changes.
//
// libgit2 reads objects and references only. It is given no working folder, so core.worktree, ignore files, attributes
// and filters of the repository mean nothing; the files are read through the root, like all others. Git's own folder
// may lie outside the root: the root may be a folder within the repository, or a worktree.
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "text/error.h"
#include "workspace/root.h"
#include "workspace/walk.h"

namespace s1::workspace {

struct LineRange {
  std::uint32_t first = 0;  // 1-based
  std::uint32_t last = 0;   // inclusive
  friend bool operator==(LineRange, LineRange) = default;
};

struct FileChange {
  bool is_new = false;           // nothing in the base became this file; also the files of submodules
  std::string renamed_from;      // relative to the root; empty: not renamed
  std::vector<LineRange> lines;  // sorted. Where lines were only removed: the line before and the one after
  friend bool operator==(const FileChange&, const FileChange&) = default;

  [[nodiscard]] bool touches(LineRange range) const;
};

struct GitChanges {
  std::string base;                         // the commit's hash
  std::map<std::string, FileChange> files;  // of those asked about, the changed ones; renamed ones even if unedited
  bool any_gone = false;                    // whether a file of the base is not in the folder any more
  std::vector<Problem> problems;            // "no-merge-base": compared with the reference itself
};

// `paths` are relative to the root and say which files are asked about. A file that cannot be read counts as new.
// Renames: a file that the base does not have came from the file that is gone and is equal, else from the most similar
// one of its family (rename_family.h) of which at least half is left.
//
// Codes: "git-unavailable", "no-repository", "unknown-ref" (with the nearest right one, and whether the clone is
// shallow), "bad-repository", "unsupported-repository".
[[nodiscard]] Result<GitChanges> changes_since(const Root& root, const std::string& ref,
                                               std::span<const std::string> paths,
                                               std::uint64_t file_bytes = Limits{}.file_bytes);

}  // namespace s1::workspace
