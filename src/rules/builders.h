// SPDX-License-Identifier: Apache-2.0
// Whether all that is known to build a Dockerfile takes what a fix writes.
#pragma once
#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

// `RUN --mount=type=cache`: the frontend that `# syntax` names, the pipelines that build the file, the hosting services
// whose file lies in the context. False where one does not; `rewrite` then says which.
bool builders_take_cache_mounts(const model::Dockerfile& file, const model::Surroundings& around, Rewrite& rewrite);

}  // namespace s1::rules
