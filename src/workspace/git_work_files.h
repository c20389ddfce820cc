// SPDX-License-Identifier: Apache-2.0
// The files and links of a work folder that git would look at: those that it keeps, and those that nothing ignores.
#pragma once
#include <sys/stat.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "workspace/root.h"

namespace s1::workspace {

struct WorkFile {
  std::string path;      // relative to the root
  bool is_kept = false;  // one of `kept`
  bool is_link = false;
  bool is_ignored = false;  // only ones that are kept
  struct stat status{};     // of the file or link itself; only where it is kept
};

struct WorkFiles {
  std::vector<WorkFile> files;  // sorted by path
  bool complete = true;         // false: there are more than are looked at, or folders deeper than kMostDepth
};

inline constexpr std::size_t kMostWorkEntries = 500'000;

// Of the files at or below `start`, which is relative to the root. `kept`: sorted paths. Ignored by: .gitignore of each
// folder from the root down, and .git/info/exclude where .git lies in the root; never those that are kept. Not entered:
// .git, and folders that are repositories of their own (submodules among them).
[[nodiscard]] WorkFiles list_work_files(const Root& root, std::string_view start,
                                        std::span<const std::string_view> kept);

}  // namespace s1::workspace
