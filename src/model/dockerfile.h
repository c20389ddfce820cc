// SPDX-License-Identifier: Apache-2.0
// A Dockerfile as rules see it: its tree, with what many of them ask of it worked out once.
#pragma once
#include <vector>

#include "model/dockerfile_run.h"
#include "model/shell_script.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {

struct Surroundings;

struct Dockerfile {
  // `tree` has its scripts parsed and outlives this. `around` says who builds it; null: nobody is known to.
  explicit Dockerfile(const dockerfile::File& tree, const Surroundings* around = nullptr);

  const dockerfile::File& tree;
  std::vector<Run> runs;             // every RUN whose commands can be read, in the order of the file
  std::vector<ShellScript> shells;   // every script that a POSIX shell reads: of RUN, CMD, ENTRYPOINT and HEALTHCHECK
  std::vector<bool> images;          // model::shipped_images(), by stage
  std::vector<bool> shipped_layers;  // likewise, with the stages that these are FROM

  // True where the instruction's layer is part of an image that is made to run.
  [[nodiscard]] bool is_shipped(const dockerfile::Instruction& instruction) const;
};

}  // namespace s1::model
