// SPDX-License-Identifier: Apache-2.0
#include "engine/check_dockerfile.h"

#include <algorithm>

namespace s1::engine {

using Input = rules::Check::Input;

void check_dockerfile(const model::Dockerfile& file, std::span<const rules::Rule* const> rules,
                      std::vector<Reported>& into) {
  Collector collector(into);
  for (const rules::Rule* rule : rules) {
    collector.rule = rule;
    if (rule->check.input == Input::dockerfile_tree)
      rule->check.dockerfile_tree(file.tree, collector);
    else if (rule->check.input == Input::dockerfile)
      rule->check.dockerfile(file, collector);
  }
}

void check_dockerfile_in_place(const model::Dockerfile& file, const model::Surroundings& around,
                               std::span<const rules::Rule* const> rules, std::vector<Reported>& into) {
  Collector collector(into);
  for (const rules::Rule* rule : rules) {
    if (rule->check.input != Input::dockerfile_in_place) continue;
    collector.rule = rule;
    rule->check.dockerfile_in_place(file, around, collector);
  }
}

bool has_dockerfile_rules(std::span<const rules::Rule* const> rules) {
  return std::ranges::any_of(rules, [](const rules::Rule* rule) { return rule->check.input != Input::model; });
}

}  // namespace s1::engine
