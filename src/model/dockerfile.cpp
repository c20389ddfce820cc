// SPDX-License-Identifier: Apache-2.0
#include "model/dockerfile.h"

#include "model/dockerfile_layers.h"

namespace s1::model {

Dockerfile::Dockerfile(const dockerfile::File& file)
    : tree(file),
      runs(model::runs(file)),
      shells(shell_scripts(file, runs)),
      shipped_layers(model::shipped_layers(file)) {}

bool Dockerfile::is_shipped(const dockerfile::Instruction& instruction) const {
  return model::is_shipped(shipped_layers, instruction);
}

}  // namespace s1::model
