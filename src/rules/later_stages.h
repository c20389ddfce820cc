// SPDX-License-Identifier: Apache-2.0
// What later stages of a Dockerfile do with a stage that they are FROM: they take over its user.
#pragma once
#include <optional>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rule.h"

namespace s1::rules {

// The first stage that is built on this one, directly or through others, and that another user could break: before it
// has a USER of its own it runs or starts something, declares a volume, or somebody runs it.
[[nodiscard]] std::optional<Related> later_stage_as_root(const model::Dockerfile& file,
                                                         const model::Surroundings& around,
                                                         const dockerfile::Stage& stage);

}  // namespace s1::rules
