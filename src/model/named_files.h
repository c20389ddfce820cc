// SPDX-License-Identifier: Apache-2.0
// Which files a Compose project or a GitLab pipeline names: for whoever puts together what is read together. Only local
// ones, and none outside the root; a name with a variable that is not known names nothing.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/read.h"
#include "workspace/kind.h"

namespace s1::model {

struct NamedFile {
  std::string path;  // relative to the root, normalised; or a pattern as in workspace::Glob::Language::gitlab_include
  workspace::FileKind kind = workspace::FileKind::other;  // what it is named as: compose, gitlab_ci or env_file
  bool is_pattern = false;
};

struct NamedFiles {
  std::vector<NamedFile> missing;  // not among the files that were given (a pattern may name others besides)
  // Of the files that were given: those that are merged into the project or pipeline, and no such thing by themselves.
  std::vector<std::string> merged;
  // GitLab: the files of each pipeline that a job of this one triggers; several are merged.
  std::vector<std::vector<std::string>> children;
};

// As read_compose() and read_gitlab_ci() take them. What the missing ones name is only known once they are given.
[[nodiscard]] NamedFiles files_named_by_compose(std::span<const Input> project, std::size_t starts);
[[nodiscard]] NamedFiles files_named_by_gitlab_ci(std::span<const Input> files, const GitlabStart& start);

}  // namespace s1::model
