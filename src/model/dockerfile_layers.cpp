// SPDX-License-Identifier: Apache-2.0
#include "model/dockerfile_layers.h"

#include <cstddef>

#include "model/dockerfile_stage.h"

namespace s1::model {

using dockerfile::File;
using dockerfile::Instruction;
using dockerfile::Stage;

std::vector<bool> shipped_layers(const File& file) {
  const std::vector<bool> is_target = targets(file);
  const std::vector<Command> starts = commands(file);
  std::vector<bool> shipped(file.stages.size());
  // A stage comes after its base, so backwards each is decided before it passes this on.
  for (std::size_t i = file.stages.size(); i-- > 0;) {
    const Stage& stage = file.stages[i];
    const bool runs_something = starts[i].cmd != nullptr || starts[i].entrypoint != nullptr;
    if (stage.is_final || (is_target[i] && runs_something)) shipped[i] = true;
    if (shipped[i] && stage.base) shipped[*stage.base] = true;
  }
  return shipped;
}

bool is_shipped(const std::vector<bool>& shipped, const Instruction& instruction) {
  return instruction.stage >= 0 && shipped[static_cast<std::size_t>(instruction.stage)];
}

std::vector<bool> marked_before(const File& file, std::vector<bool> marks) {
  std::vector<bool> at_end(file.stages.size());
  for (const Stage& stage : file.stages) {
    bool marked = stage.base && at_end[*stage.base];
    for (const std::uint32_t index : stage.instructions) {
      marked = marked || marks[index];
      marks[index] = marked;
    }
    at_end[stage.index] = marked;
  }
  return marks;
}

std::vector<bool> marked_after(const File& file, const std::vector<bool>& marks) {
  std::vector<bool> result(marks.size());
  std::vector<bool> in_children(file.stages.size());
  for (std::size_t i = file.stages.size(); i-- > 0;) {
    const Stage& stage = file.stages[i];
    bool marked = in_children[i];
    for (std::size_t k = stage.instructions.size(); k-- > 0;) {
      const std::uint32_t index = stage.instructions[k];
      result[index] = marked;
      marked = marked || marks[index];
    }
    if (marked && stage.base) in_children[*stage.base] = true;
  }
  return result;
}

}  // namespace s1::model
