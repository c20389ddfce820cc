// SPDX-License-Identifier: Apache-2.0
#include "rules/set_variables.h"

#include <algorithm>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"

namespace s1::rules {

bool is_variable_set(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                     std::string_view name) {
  using dockerfile::Kind;
  for (const dockerfile::Instruction* each : model::history(file.tree, stage)) {
    if (each->kind == Kind::env || each->kind == Kind::arg) {
      if (std::ranges::any_of(each->pairs, [&](const dockerfile::Pair& pair) { return pair.key.raw == name; }))
        return true;
    } else if ((each->kind == Kind::cmd || each->kind == Kind::entrypoint) && each->arguments.text().contains(name)) {
      return true;
    }
  }
  const model::Base base = model::base(file.tree, stage);
  if (base.facts != nullptr && std::ranges::find(base.facts->env, name) != base.facts->env.end()) return true;
  return std::ranges::any_of(around.runners_of(stage), [&](const model::Runner* runner) {
    return std::ranges::any_of(runner->container->env, [&](const model::EnvVar& each) { return each.name == name; });
  });
}

bool is_developed_in(const model::Surroundings& around, const dockerfile::Stage& stage) {
  return std::ranges::any_of(around.runners_of(stage), [](const model::Runner* runner) {
    return std::ranges::any_of(runner->container->mounts, [](const model::Mount& mount) {
      return mount.source.starts_with('.') && !mount.read_only;
    });
  });
}

}  // namespace s1::rules
