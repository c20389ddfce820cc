// SPDX-License-Identifier: Apache-2.0
// Which file of the base a file that the base does not have was.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workspace/git_repository.h"
#include "workspace/root.h"

namespace s1::workspace {

// The bytes of a blob; nothing where it is missing (a partial clone) or has more than `limit`, which is known before it
// is inflated.
[[nodiscard]] std::optional<std::string> read_blob(const GitRepository& repository, const git_oid& id,
                                                   std::uint64_t limit);

class GitRenames {
 public:
  // `tree` is the base's of the root's folder. Nothing is read before the first question.
  GitRenames(const GitRepository& repository, const git_tree* tree, const Root& root, std::uint64_t file_bytes)
      : repository_(repository), tree_(tree), root_(root), file_bytes_(file_bytes) {}

  struct Source {
    std::string path;
    std::string bytes;
  };
  // The file that is gone and is equal, else the most similar of the same family (rename_family.h) of which at least
  // half of the lines are left. Of equals one of the same name, then one of the same folder, then the first by path.
  [[nodiscard]] std::optional<Source> source_of(const std::string& path, std::string_view bytes);

  // Whether any file of the base is gone, also one that was renamed.
  [[nodiscard]] bool any_gone();

 private:
  // What is kept of an old file: enough to compare it with any number of new ones.
  struct Gone {
    std::string path;
    git_oid id{};
    bool read = false;
    std::size_t whole = 0;           // a hash of all of it
    std::vector<std::size_t> lines;  // a hash of each line, sorted
  };
  void list();
  // The files of the base of this family that are not in the folder any more.
  std::vector<Gone>& gone_of(const std::string& family);
  void read(Gone& gone) const;

  const GitRepository& repository_;
  const git_tree* tree_;
  const Root& root_;
  std::uint64_t file_bytes_;
  bool listed_ = false;
  std::map<std::string, std::vector<Gone>> old_;   // every file of the base, by family
  std::map<std::string, std::vector<Gone>> gone_;  // those that are gone
};

}  // namespace s1::workspace
