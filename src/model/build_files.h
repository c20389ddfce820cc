// SPDX-License-Identifier: Apache-2.0
// The files of one build context, read when they are first asked for. Not for several threads at once.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workspace/ignore.h"
#include "workspace/look.h"
#include "workspace/root.h"

namespace s1::model {

class BuildFiles {
 public:
  // `folder` is relative to the root, "" the root itself; `dockerfile` likewise: a .dockerignore of its own comes
  // before the context's. `root` outlives this.
  BuildFiles(const workspace::Root& root, std::string folder, std::string_view dockerfile);

  [[nodiscard]] const std::string& folder() const { return folder_; }
  // The path of the .dockerignore that holds; empty where there is none.
  [[nodiscard]] const std::string& ignore_path() const { return ignore_path_; }
  [[nodiscard]] const workspace::DockerIgnore& ignore() const { return ignore_; }

  // Paths from here on are relative to the context. Ignored files are there all the same: ask ignores().
  [[nodiscard]] workspace::Found look(std::string_view path) const;
  [[nodiscard]] bool has_file(std::string_view path) const { return look(path) == workspace::Found::file; }
  [[nodiscard]] bool has_folder(std::string_view path) const { return look(path) == workspace::Found::folder; }
  [[nodiscard]] bool ignores(std::string_view path) const { return ignore_.ignores(path); }
  // The permission bits, which COPY keeps.
  [[nodiscard]] std::optional<std::uint32_t> permissions(std::string_view path) const;
  // The names in a folder, sorted, hidden ones too.
  [[nodiscard]] const std::vector<std::string>& names(std::string_view folder = {}) const;
  // The text of a file of at most 1 MiB; null where it is not there, larger or no text. The pointer stays valid.
  [[nodiscard]] const std::string* text(std::string_view path) const;
  // Relative to the root, for messages and for changes of files.
  [[nodiscard]] std::string path_of(std::string_view path) const;

 private:
  const workspace::Root& root_;
  std::string folder_;
  std::string ignore_path_;
  workspace::DockerIgnore ignore_;
  mutable std::map<std::string, std::optional<std::string>, std::less<>> texts_;
  mutable std::map<std::string, std::vector<std::string>, std::less<>> names_;
};

}  // namespace s1::model
