// SPDX-License-Identifier: Apache-2.0
// Which files of a work folder were made, changed and removed since a commit: staged or not, committed since or not,
// and untracked ones too; `git diff BASE` with `git status` tells the same. Of the repository, objects, references and
// the index are read, nothing else; why, and what of it is not believed, says git_changes.h.
//
// What git keeps is what its index says, where there is one that can be read, else what the base has. A file is
// unchanged where the index vouches for it; else its bytes are compared. Line ends alone make no change, since a
// checkout may have others than the history, and a large file in the place of a Git LFS pointer is compared by its
// size. What has more than 32 MB, then and now, counts as unchanged. Submodules are not looked into.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "workspace/kind.h"
#include "workspace/root.h"
#include "workspace/walk.h"

namespace s1::workspace {

struct WorkChanges {
  std::string base;  // the commit's hash; empty before the first commit: then every file is new
  // Paths relative to the root, sorted. A renamed file stands under its new name: in `modified` where it was edited
  // too, else in `created`; its old name is not in `deleted`.
  std::vector<std::string> created;
  std::vector<std::string> modified;
  std::vector<std::string> deleted;
  std::map<std::string, std::string, std::less<>> renamed;  // new name: old name
  // The texts in the base of files that were modified, renamed or deleted and are of the kinds asked for; by old name.
  std::map<std::string, std::string, std::less<>> before;
  std::vector<Problem> problems;  // "no-merge-base", "too-many-files"
};

// Of the files at or below `start`, relative to the root. `since` empty: find_default_base(). `texts_of`: for `before`;
// of files of up to `file_bytes`, and 64 MB in all. Codes: those of changes_since().
[[nodiscard]] Result<WorkChanges> work_changes(const Root& root, std::string_view start, const std::string& since,
                                               std::span<const FileKind> texts_of,
                                               std::uint64_t file_bytes = Limits{}.file_bytes);

}  // namespace s1::workspace
