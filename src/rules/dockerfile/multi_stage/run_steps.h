// SPDX-License-Identifier: Apache-2.0
// What the RUNs of the build leave for the run time: accounts, folders, system packages.
#pragma once
#include <string>
#include <vector>

#include "rules/dockerfile/multi_stage/plan.h"

namespace s1::rules::multi_stage {

struct Remade {
  std::vector<const dockerfile::Instruction*> runs;  // to be carried out in the runtime stage too, as they are
  // That make an account which only its number is wanted of, and the runtime image needs no account for a number.
  std::vector<const dockerfile::Instruction*> dropped;
  std::vector<std::string> packages;  // to be installed there
  // By index into plan.copied: whose files they are to be, where a chown or --chown says so for all of them.
  std::vector<std::string> owners;
};

// False where a RUN does something that is not known to be needed for the build alone and cannot be done again;
// `rewrite` says which.
[[nodiscard]] bool read_run_steps(const SingleStage& stage, const Ecosystem& ecosystem, const Plan& plan,
                                  Remade& remade, Rewrite& rewrite);

}  // namespace s1::rules::multi_stage
