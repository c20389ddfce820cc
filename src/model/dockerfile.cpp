// SPDX-License-Identifier: Apache-2.0
#include "model/dockerfile.h"

#include "model/dockerfile_layers.h"
#include "model/shipped_stages.h"

namespace s1::model {

Dockerfile::Dockerfile(const dockerfile::File& file, const Surroundings* around)
    : tree(file),
      runs(model::runs(file)),
      shells(shell_scripts(file, runs)),
      images(shipped_images(file, around)),
      shipped_layers(model::shipped_layers(file, images)) {}

bool Dockerfile::is_shipped(const dockerfile::Instruction& instruction) const {
  return model::is_shipped(shipped_layers, instruction);
}

}  // namespace s1::model
