// SPDX-License-Identifier: Apache-2.0
// Whether a runtime image has what the container's start, its health checks and its runners ask of it.
#pragma once
#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/run_steps.h"

namespace s1::rules::multi_stage {

[[nodiscard]] bool has_what_is_started(const SingleStage& stage, const Plan& plan, const Remade& remade,
                                       Rewrite& rewrite);
[[nodiscard]] bool has_its_user(const SingleStage& stage, const Plan& plan, Rewrite& rewrite);
[[nodiscard]] bool serves_its_runners(const SingleStage& stage, const Plan& plan, const Remade& remade,
                                      Rewrite& rewrite);

}  // namespace s1::rules::multi_stage
