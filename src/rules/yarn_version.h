// SPDX-License-Identifier: Apache-2.0
// Which yarn a project is installed with: version 1 and the later ones keep their caches in other places.
#pragma once
#include <string>

#include "model/dockerfile.h"
#include "model/surroundings.h"

namespace s1::rules {

enum class Yarn : std::uint8_t {
  unknown,
  one,
  global_cache,  // 4 and later, with node_modules: ~/.yarn/berry/cache, and nothing needs it afterwards
  other,         // its cache is a part of the project, or what it runs from
};

// By packageManager of package.json, by the lock file, by .yarnrc.yml, and by what the Dockerfile does.
[[nodiscard]] Yarn yarn_of(const model::Dockerfile& file, const model::Surroundings& around);

}  // namespace s1::rules
