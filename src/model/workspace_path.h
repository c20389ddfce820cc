// SPDX-License-Identifier: Apache-2.0
// Which files lie where a pipeline's commands run. A place in it is a path relative to the working folder that the
// platform starts a job in ("" is that folder itself), or nothing where it is not known.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s1::model {

using WorkspacePath = std::optional<std::string>;

class JobWorkspace {
 public:
  // `repository`: the repository's folder relative to the root of the scan ("" the root itself); nothing: not known.
  // `own_names`: how scripts name the working folder that a job starts in: "$CI_PROJECT_DIR".
  JobWorkspace(std::optional<std::string> repository, std::vector<std::string_view> own_names)
      : repository_(std::move(repository)), own_names_(std::move(own_names)) {}

  // What is checked out at a place: this repository, or (`own` false) something else. Before the first one nothing is
  // known to lie anywhere.
  void check_out(const WorkspacePath& at, bool own);

  // Where `path`, written in the folder `from`, lies. Nothing where it is absolute, leads out of the workspace, or has
  // variables but for the names of the workspace and of the folder itself.
  [[nodiscard]] WorkspacePath locate(const WorkspacePath& from, std::string_view path) const;

  // The place relative to the root of the scan, "." the root itself; empty where not known or not of this repository.
  [[nodiscard]] std::string in_root(const WorkspacePath& place) const;

 private:
  struct Checkout {
    std::string at;
    bool own = true;
  };
  std::optional<std::string> repository_;
  std::vector<std::string_view> own_names_;
  std::vector<Checkout> checkouts_;
  bool known_ = true;  // false: a checkout went to a place that is not known
};

}  // namespace s1::model
