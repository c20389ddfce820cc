// SPDX-License-Identifier: Apache-2.0
// Which images one job of a pipeline builds and pushes: by commands in its scripts, by actions, by plugins. A push is
// joined to the build that gave the image that name, whichever script of the job it stands in; a push alone is a Build
// with tags and nothing else.
//
// Read lightly: variables have no values, branches of `if` all run one after another, and functions are read where they
// stand. `cd`, `pushd` and `popd` count.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/build.h"
#include "model/image_command.h"
#include "model/made_paths.h"
#include "model/script_text.h"
#include "model/workspace_path.h"

namespace s1::model {

class ImageBuilds {
 public:
  // `made`: what ran before; scripts add to it. Both outlive this.
  ImageBuilds(const JobWorkspace& workspace, MadePaths& made) : workspace_(workspace), made_(made) {}

  // Commands run in `folder`, which is then where they leave the shell. The next part of the same script goes on from
  // there.
  void add_script(const ScriptText& script, WorkspacePath& folder);
  // A build by other means, its paths as in build.h. Gives its index.
  std::size_t add(Build build);
  // Jenkins' docker.build(): its tag, and what it is given beside that.
  std::size_t add_docker_build(Value tag, const ScriptText& arguments, const WorkspacePath& folder, Place place);
  void push(std::size_t build) { builds_[build].pushes = true; }
  void push(const Value& name, Place place);

  // The folder that a build's context names and the file that it reads, filled in from their values.
  void locate(Build& build, const WorkspacePath& folder, Builder builder) const;

  // The job's environment has DOCKER_BUILDKIT=0.
  void turn_buildkit_off() { without_buildkit_ = true; }

  [[nodiscard]] const Build& operator[](std::size_t build) const { return builds_[build]; }
  [[nodiscard]] std::vector<Build> take() { return std::move(builds_); }

 private:
  class ScriptWalk;

  void name(std::size_t build, std::string_view tag);

  const JobWorkspace& workspace_;
  MadePaths& made_;
  std::vector<Build> builds_;
  bool without_buildkit_ = false;
  std::unordered_map<std::string, std::size_t> by_name_;  // which build gave an image its name last
  // The builds that gave an image this name with any tag, but for those that are pushed.
  std::unordered_map<std::string, std::vector<std::size_t>> by_repository_;
};

}  // namespace s1::model
