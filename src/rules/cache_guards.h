// SPDX-License-Identifier: Apache-2.0
// Whether steps that use a package manager can have its cache mounted.
#pragma once
#include <vector>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/cache_step.h"
#include "rules/rewrite.h"

namespace s1::rules {

// The cache's folder is known (user, home, variables, settings), it is no output and nothing else reads it, no step
// works offline, the container does not start the package manager itself, all builders take mounts. `steps`, of one
// chain of stages, get their users and folders.
bool cache_guards_hold(const model::Dockerfile& file, const model::Surroundings& around, const PackageCache& cache,
                       std::vector<CacheStep>& steps, Rewrite& rewrite);

}  // namespace s1::rules
