// SPDX-License-Identifier: Apache-2.0
#include "model/dockerfile_layers.h"

#include <cstddef>

namespace s1::model {

using dockerfile::File;
using dockerfile::Instruction;
using dockerfile::Stage;

std::vector<bool> shipped_layers(const File& file, std::vector<bool> images) {
  // A stage comes after its base, so backwards each is decided before it passes this on.
  for (std::size_t i = file.stages.size(); i-- > 0;)
    if (const Stage& stage = file.stages[i]; images[i] && stage.base) images[*stage.base] = true;
  return images;
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
