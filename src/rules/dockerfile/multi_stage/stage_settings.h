// SPDX-License-Identifier: Apache-2.0
// Which instructions of a stage that is divided the runtime stage takes over.
#pragma once
#include <optional>
#include <vector>

#include "rules/dockerfile/multi_stage/plan.h"

namespace s1::rules::multi_stage {

struct Settings {
  const dockerfile::Instruction* last = nullptr;     // of the build; what comes after it stays
  const dockerfile::Instruction* user = nullptr;     // that the runtime stage has to be given; null: none
  std::vector<const dockerfile::Instruction*> args;  // that it declares again
};

// Nothing where a variable would lose its value, or nothing is built; `rewrite` then says so.
[[nodiscard]] std::optional<Settings> settings_of(const SingleStage& stage, const Plan& plan, Rewrite& rewrite);

// Whether it says how containers are started: CMD, EXPOSE, …
[[nodiscard]] bool is_setting(dockerfile::Kind kind);
// Whether only the build reads the variables of an ENV.
[[nodiscard]] bool is_for_build(const Plan& plan, const dockerfile::Instruction& env);
// Whether it stands in the stage that both others are FROM.
[[nodiscard]] bool is_shared(const Plan& plan, const dockerfile::Instruction& instruction);

}  // namespace s1::rules::multi_stage
