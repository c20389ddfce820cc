// SPDX-License-Identifier: Apache-2.0
// The repository that a folder lies in, opened for its objects and references alone.
#pragma once
#include <git2.h>

#include <memory>
#include <optional>
#include <string>

#include "text/error.h"
#include "workspace/git_library.h"

namespace s1::workspace {

// What libgit2 hands out, freed at the end.
template <class T>
using GitHandle = std::unique_ptr<T, void (*)(T*)>;

struct GitRepository {
  const GitLibrary* git = nullptr;
  GitHandle<git_repository> handle{nullptr, nullptr};
  std::string prefix;      // of the folder within the repository: "" or "services/api/"
  std::string git_folder;  // see git_folder.h
};

// `folder` is absolute and canonical. Codes: "git-unavailable", "no-repository", "bad-repository",
// "unsupported-repository".
[[nodiscard]] Result<GitRepository> open_repository(const std::string& folder);

struct GitBase {
  git_oid commit{};
  GitHandle<git_tree> tree{nullptr, nullptr};  // of the folder; null where the commit does not have it
  bool is_merge_base = true;                   // false: there is none, and the reference's own commit is taken
};

// Codes: "unknown-ref", "bad-repository".
[[nodiscard]] Result<GitBase> find_base(const GitRepository& repository, const std::string& ref);
// Where work is compared with when nobody says: the merge base of HEAD and the first of origin/HEAD, main and master
// that has one, else HEAD. Nothing before the first commit.
[[nodiscard]] Result<std::optional<GitBase>> find_default_base(const GitRepository& repository);

// "bad-repository", or "unsupported-repository" where the repository uses a format that libgit2 does not know; of what
// libgit2 says of its last failure, only that.
[[nodiscard]] Error git_failure(const GitLibrary& git);

}  // namespace s1::workspace
