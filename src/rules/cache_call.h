// SPDX-License-Identifier: Apache-2.0
// A call of a package manager, as far as its cache goes.
#pragma once
#include <optional>

#include "model/command_line.h"
#include "model/dockerfile_run.h"
#include "rules/package_cache.h"

namespace s1::rules {

struct CacheCall {
  const model::Call* call = nullptr;
  model::CommandLine line;            // the verb is among the operands
  const shell::Word* verb = nullptr;  // the last word of what it is asked; null: nothing
  bool downloads = false;
  bool cleans = false;
};
// Nothing where it is not one of the cache's programs.
[[nodiscard]] std::optional<CacheCall> cache_call(const PackageCache& cache, const model::Call& call);

}  // namespace s1::rules
