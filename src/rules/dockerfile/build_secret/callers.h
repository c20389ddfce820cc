// SPDX-License-Identifier: Apache-2.0
// A build argument that becomes a build secret, in the files that give it: Compose files, workflows, scripts of
// pipelines.
#pragma once
#include <string>
#include <string_view>

#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

struct SecretCallers {
  bool all_give_it = true;  // false: a build that is known does not, and so goes without it
};

// Adds the changes to `rewrite`, or says there which caller cannot be changed. The value is in none of them: only the
// name of the variable that has it.
SecretCallers give_as_secret(const model::Surroundings& around, std::string_view name, Rewrite& rewrite);

}  // namespace s1::rules
