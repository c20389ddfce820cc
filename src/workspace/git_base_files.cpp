// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_base_files.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace s1::workspace {
namespace {

constexpr std::size_t kMostEntries = 500'000;  // few objects can name very many
constexpr std::ptrdiff_t kMostDepth = 128;     // of folders

struct Walk {
  const GitLibrary& git;
  BaseFiles& into;
  std::size_t seen = 0;
};

int visit(const char* folder, const git_tree_entry* entry, void* payload) {
  Walk& to = *static_cast<Walk*>(payload);
  if (++to.seen > kMostEntries) return -1;
  const std::string_view above(folder);
  const git_object_t type = to.git.tree_entry_type(entry);
  if (type == GIT_OBJECT_TREE) {
    const bool too_deep = std::ranges::count(above, '/') >= kMostDepth;
    if (too_deep) to.into.complete = false;
    return too_deep ? 1 : 0;
  }
  if (type == GIT_OBJECT_BLOB)
    to.into.files.push_back({std::string(above) + to.git.tree_entry_name(entry), *to.git.tree_entry_id(entry),
                             static_cast<std::uint32_t>(to.git.tree_entry_filemode(entry))});
  return 0;
}

}  // namespace

BaseFiles list_base_files(const GitLibrary& git, const git_tree* tree) {
  BaseFiles base;
  if (tree == nullptr) return base;
  Walk walk{git, base};
  if (git.tree_walk(tree, GIT_TREEWALK_PRE, visit, &walk) != 0) base.complete = false;
  if (!std::ranges::is_sorted(base.files, {}, &BaseFile::path)) std::ranges::sort(base.files, {}, &BaseFile::path);
  return base;
}

}  // namespace s1::workspace
