// SPDX-License-Identifier: Apache-2.0
// The files of a commit's tree.
#pragma once
#include <git2.h>

#include <cstdint>
#include <string>
#include <vector>

#include "workspace/git_library.h"

namespace s1::workspace {

struct BaseFile {
  std::string path;  // relative to the tree
  git_oid id{};
  std::uint32_t mode = 0;  // 0100644, 0100755, 0120000 a link
};

struct BaseFiles {
  std::vector<BaseFile> files;  // sorted by path; without submodules
  bool complete = true;         // false: there are more, or deeper ones, than are looked at
};

// `tree` null: none.
[[nodiscard]] BaseFiles list_base_files(const GitLibrary& git, const git_tree* tree);

}  // namespace s1::workspace
