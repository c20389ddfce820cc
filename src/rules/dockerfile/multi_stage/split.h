// SPDX-License-Identifier: Apache-2.0
// The division of a single stage into one that builds and one that runs, with the guards that all ecosystems share.
#pragma once
#include "rules/dockerfile/multi_stage/plan.h"

namespace s1::rules::multi_stage {

// The guards: nobody builds the stage by its name; what every RUN, COPY and ADD makes is copied, made again or needed
// for the build alone; accounts, health checks and start commands find in the runtime image what they need; variables
// keep their values.
[[nodiscard]] Rewrite split(const SingleStage& stage, const Ecosystem& ecosystem);

}  // namespace s1::rules::multi_stage
