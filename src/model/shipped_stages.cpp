// SPDX-License-Identifier: Apache-2.0
#include "model/shipped_stages.h"

#include <algorithm>

#include "model/dockerfile_stage.h"

namespace s1::model {
namespace {

using dockerfile::File;
using dockerfile::Stage;

// Marks what the builds make. True where they say what ships: one of them is pushed.
bool mark_built(const File& file, const Surroundings& around, std::vector<bool>& made) {
  bool pushed = false;
  for (const Build* build : around.builds) {
    const bool names_one = build->target.known() && !build->target.text.empty();
    const Stage* const stage = names_one ? file.target(build->target.text) : file.target();
    if (stage == nullptr) continue;  // no such stage: the build fails
    made[stage->index] = true;
    pushed = pushed || build->pushes;
  }
  return pushed;
}

bool is_built_on(const File& file, const Stage& stage, const std::vector<bool>& made) {
  for (const Stage* each = &stage; each->base;) {
    each = &file.stages[*each->base];
    if (made[each->index]) return true;
  }
  return false;
}

bool names_start(const Command& command) {
  return command.cmd != nullptr || command.entrypoint != nullptr;
}

}  // namespace

std::vector<bool> shipped_images(const File& file, const Surroundings* around) {
  std::vector<bool> made(file.stages.size());
  if (made.empty()) return made;
  const Stage& last = file.stages.back();
  if (around != nullptr && around->last_stage_alone) {
    made.back() = true;
    return made;
  }
  const bool decided = around != nullptr && mark_built(file, *around, made);
  if (decided || made.back()) return made;
  const std::vector<Command> starts = commands(file);
  if (std::find(made.begin(), made.end(), true) != made.end()) {
    // An image that it is FROM may have a start of its own; `scratch` has none.
    const bool starts_something = names_start(starts[last.index]) || !base(file, last).scratch;
    made.back() = starts_something && !is_built_on(file, last, made);
    return made;
  }
  const std::vector<bool> is_target = targets(file);
  for (const Stage& stage : file.stages)
    made[stage.index] = stage.is_final || (is_target[stage.index] && names_start(starts[stage.index]));
  return made;
}

std::vector<const Stage*> shipped_stages(const File& file, const Surroundings& around) {
  const std::vector<bool> shipped = shipped_images(file, &around);
  std::vector<const Stage*> result;
  for (const Stage& stage : file.stages)
    if (shipped[stage.index]) result.push_back(&stage);
  return result;
}

}  // namespace s1::model
