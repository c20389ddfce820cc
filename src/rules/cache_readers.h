// SPDX-License-Identifier: Apache-2.0
// Who else needs what lies in a package manager's cache: a mount is in no layer.
#pragma once
#include <vector>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/cache_step.h"
#include "rules/rewrite.h"

namespace s1::rules {

// `steps`: of one chain of stages, with their folders. False where an instruction puts something there, takes something
// from there or works on it, or where a container starts the package manager again.
bool cache_has_no_readers(const model::Dockerfile& file, const model::Surroundings& around, const PackageCache& cache,
                          const std::vector<CacheStep>& steps, Rewrite& rewrite);

}  // namespace s1::rules
