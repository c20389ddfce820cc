// SPDX-License-Identifier: Apache-2.0
// Which stages of a Dockerfile a build makes.
#pragma once
#include <cstdint>

#include "model/build.h"
#include "model/dockerfile.h"

namespace s1::rules {

// Whether the build surely makes the stage: it is its target, or the target is FROM it or takes files from it. Before
// the first FROM (-1) counts for every stage.
[[nodiscard]] inline bool builds_stage(const model::Dockerfile& file, const model::Build& build, std::int32_t stage) {
  if (build.is_inline || (build.target.state != model::State::absent && !build.target.known())) return false;
  const dockerfile::Stage* const target = file.tree.target(build.target.known() ? build.target.text : "");
  if (target == nullptr) return false;
  return stage < 0 || file.tree.reachable(*target)[static_cast<std::size_t>(stage)];
}

}  // namespace s1::rules
