// SPDX-License-Identifier: Apache-2.0
#include "engine/include_pattern.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "workspace/glob.h"
#include "workspace/look.h"
#include "workspace/names.h"
#include "workspace/skip.h"

namespace s1::engine {
namespace {

constexpr std::size_t kMostDepth = 32;  // folders below the pattern's fixed part

bool is_yaml(std::string_view path) {
  return path.ends_with(".yml") || path.ends_with(".yaml");
}

}  // namespace

std::vector<std::string> files_matching(const workspace::Root& root, const std::string& pattern,
                                        std::size_t& entries_left) {
  const workspace::Glob glob(pattern, workspace::Glob::Language::gitlab_include);
  const std::size_t star = pattern.find('*');
  const bool goes_deeper = pattern.find("**") != std::string::npos || pattern.find('/', star) != std::string::npos;
  std::vector<std::pair<std::string, std::size_t>> open;  // folders and their depth
  open.emplace_back(workspace::parent_path(std::string_view(pattern).substr(0, star)), 0);
  std::vector<std::string> found;
  while (!open.empty()) {
    const auto [folder, depth] = std::move(open.back());
    open.pop_back();
    for (const std::string& name : workspace::names_in(root, folder)) {
      if (entries_left == 0) return found;
      --entries_left;
      if (!workspace::is_readable_name(name)) continue;
      std::string path = workspace::join(folder, name);
      if (is_yaml(name) && glob.matches(path)) {
        if (workspace::look(root, path) == workspace::Found::file) found.push_back(std::move(path));
      } else if (goes_deeper && depth < kMostDepth && workspace::enters_folder(name) &&
                 workspace::look(root, path) == workspace::Found::folder) {
        open.emplace_back(std::move(path), depth + 1);
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace s1::engine
