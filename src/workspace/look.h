// SPDX-License-Identifier: Apache-2.0
// What lies at a path that a file names: asked of the root itself, since the walk lists infrastructure files alone.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workspace/ignore.h"
#include "workspace/root.h"

namespace s1::workspace {

enum class Found : std::uint8_t {
  nothing,
  file,
  folder,
  unclear,  // no permission, a link that leads out, a loop: it cannot be told
};

// `path` is relative to the root, normalised; "" is the root. Links are followed inside the root.
[[nodiscard]] Found look(const Root& root, std::string_view path);

// The permission bits of what lies there, links followed; nothing where look() would not find it.
[[nodiscard]] std::optional<std::uint32_t> permissions(const Root& root, std::string_view path);

// The names in a folder, hidden ones too, sorted; none where it cannot be read.
[[nodiscard]] std::vector<std::string> names_in(const Root& root, std::string_view folder);

// What git would ignore by the .gitignore files of the root; each file is read once. `root` outlives this.
class GitIgnores {
 public:
  explicit GitIgnores(const Root& root) : root_(root) {}
  // Of a path that is not there: whether it, or a folder above it, would be ignored.
  [[nodiscard]] bool ignores(std::string_view path);

 private:
  bool ignores_folder(std::string_view folder);
  bool ignores_entry(std::string_view entry, bool is_folder);
  const IgnoreFile& file_in(std::string_view folder);

  const Root& root_;
  std::map<std::string, IgnoreFile, std::less<>> files_;  // by folder; empty where there is none
  std::map<std::string, bool, std::less<>> folders_;      // whether the folder itself is ignored
};

}  // namespace s1::workspace
