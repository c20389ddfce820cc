// SPDX-License-Identifier: Apache-2.0
// Cache mounts for the steps that download packages, and what makes such a mount useless.
#pragma once
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

// The steps of one chain of stages that use one package manager. They get their mounts together: one alone would
// download anew what the others have.
struct CacheMount {
  Span span;  // the first call that downloads without a mount, or what makes its mount useless
  std::string message;
  Rewrite rewrite;
};

// The guards: cache_guards.h.
[[nodiscard]] std::vector<CacheMount> missing_cache_mounts(const model::Dockerfile& file,
                                                           const model::Surroundings& around);

// Mounts that an option (`--no-cache-dir`) leaves unused or a cleanup empties: what does is taken away.
[[nodiscard]] std::vector<CacheMount> unused_cache_mounts(const model::Dockerfile& file,
                                                          const model::Surroundings& around);

}  // namespace s1::rules
