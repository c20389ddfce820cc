// SPDX-License-Identifier: Apache-2.0
// The edits that divide a stage into one that builds and one that runs.
#pragma once
#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/run_steps.h"
#include "rules/dockerfile/multi_stage/stage_settings.h"

namespace s1::rules::multi_stage {

void write_stages(const SingleStage& stage, const Plan& plan, const Remade& remade, const Settings& settings,
                  Rewrite& rewrite);

}  // namespace s1::rules::multi_stage
