// SPDX-License-Identifier: Apache-2.0
// Whether an ENTRYPOINT only starts what CMD says, whatever that is: tini, or a script that ends in exec "$@".
#pragma once
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/surroundings.h"

namespace s1::rules {

// One of the Dockerfile: an init, or a script of the build context that looks at its arguments nowhere else.
[[nodiscard]] bool hands_over(const model::Dockerfile& file, const model::Surroundings& around,
                              const dockerfile::Stage& stage, const dockerfile::Instruction& entrypoint);
// The base image's: it has none, or a script that treats a shell and a program alike.
[[nodiscard]] bool base_hands_over(const model::Base& base);

}  // namespace s1::rules
