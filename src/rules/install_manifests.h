// SPDX-License-Identifier: Apache-2.0
// What a package manager's install reads of a project: the files that a build can copy first, so that the install is
// only repeated where one of them changed.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/build_files.h"
#include "rules/install_call.h"
#include "rules/rewrite.h"

namespace s1::rules {

// The folder of the build context that is copied whole. Paths are relative to it.
class ProjectFiles {
 public:
  ProjectFiles(const model::BuildFiles& context, std::string folder) : context_(context), folder_(std::move(folder)) {}
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] std::string in_context(std::string_view path) const;
  // There, and not kept out by .dockerignore.
  [[nodiscard]] bool has_file(std::string_view path) const;
  [[nodiscard]] bool has_folder(std::string_view path) const;
  [[nodiscard]] const std::string* text(
      std::string_view path) const;  // null where it is not there, is kept out, or is no text
  [[nodiscard]] const std::vector<std::string>& names(std::string_view folder = {}) const {
    return context_.names(in_context(folder));
  }
  // Those of the names that are there.
  void take(std::span<const std::string_view> names, std::vector<std::string>& files) const;
  [[nodiscard]] std::string shown(std::string_view path) const { return context_.path_of(in_context(path)); }

 private:
  const model::BuildFiles& context_;
  std::string folder_;
};

struct Manifests {
  std::vector<std::string> files;  // relative to the project's folder; a folder ends with a slash
  // A command that fetches all of it by itself, and goes before the source is copied; empty: the install does, and is
  // what moves.
  std::string fetch;
  std::vector<std::string>
      made;  // by the install, in the project's folder: the source that is copied over it must not have it
};
// Nothing where it is not certain that these files are all that it reads; `rewrite` then says why.
[[nodiscard]] std::optional<Manifests> manifests_of(const InstallCall& install, const ProjectFiles& project,
                                                    Rewrite& rewrite);

// Puts a file that must be there into the list; false where it is not.
bool has_manifest(const ProjectFiles& project, std::string_view name, Manifests& out, Rewrite& rewrite, Span at);
// False where one of `texts` stands in a file that is there: signs that it leads to other files of the project.
bool names_nothing_of(const ProjectFiles& project, std::string_view name, std::span<const std::string_view> texts,
                      Rewrite& rewrite, Span at);

// By ecosystem; see manifests_of().
bool node_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite);
bool python_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite);
bool go_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite);
bool php_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite);
bool ruby_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite);
bool dotnet_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite);
bool maven_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite);

}  // namespace s1::rules
