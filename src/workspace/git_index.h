// SPDX-License-Identifier: Apache-2.0
// Git's index, read for two things alone: which files git keeps, and which of them have not been touched since git last
// looked at them. It is read here and not by libgit2, which is given no work folder (git_changes.h).
// (git: Documentation/gitformat-index.txt)
#pragma once
#include <git2.h>
#include <sys/stat.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s1::workspace {

// When, in seconds and nanoseconds.
struct GitTime {
  std::uint32_t seconds = 0;
  std::uint32_t nanoseconds = 0;
  friend auto operator<=>(const GitTime&, const GitTime&) = default;
};

struct IndexEntry {
  std::string path;  // relative to the folder that was asked for
  git_oid id{};
  std::uint32_t mode = 0;    // 0100644, 0100755, 0120000 a link, 0160000 a submodule, 040000 a folder left out (sparse)
  bool is_left_out = false;  // sparse checkouts: the file need not be there
  bool is_conflicted = false;  // one of several stages
  bool is_intended = false;    // `git add -N`: it has no content yet
  GitTime changed;             // of its inode
  GitTime modified;
  std::uint32_t inode = 0;
  std::uint32_t size = 0;

  // Whether the file is the one that git saw and is as it was then. False where that is not certain: a file that was
  // written when the index was ("racily clean") may have been written again.
  [[nodiscard]] bool is_clean(const struct stat& status, GitTime index_written) const;
};

struct GitIndex {
  std::vector<IndexEntry> entries;  // as parse_index() gives them; of a path with several stages one
  GitTime written;
};

// The entries of an index's bytes whose path begins with `prefix`, sorted, without it.
[[nodiscard]] std::optional<std::vector<IndexEntry>> parse_index(std::string_view bytes, std::string_view prefix);

// `git_folder`: checked, see git_folder.h. `prefix`: that of GitRepository. Nothing where there is no index, it is not
// whole, or it has a form that is not read (split indexes, versions other than 2, 3 and 4).
[[nodiscard]] std::optional<GitIndex> read_index(const std::string& git_folder, std::string_view prefix);

}  // namespace s1::workspace
