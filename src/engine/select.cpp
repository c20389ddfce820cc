// SPDX-License-Identifier: Apache-2.0
#include "engine/select.h"

#include <algorithm>

#include "rules/registry.h"
#include "text/suggest.h"

namespace s1::engine {
namespace {

bool in_profile(const rules::Rule& rule, Depth profile) {
  switch (rule.profile) {
    case rules::Profile::standard:
      return true;
    case rules::Profile::strict:
      return profile != Depth::standard;
    case rules::Profile::experimental:
      return profile == Depth::all;
  }
  return false;
}

Error unknown_rule(const std::string& wanted) {
  std::vector<std::string_view> known;
  for (const rules::Rule* rule : rules::all()) {
    known.push_back(rule->id);
    known.push_back(rule->id.substr(rule->id.find('/') + 1));
    known.insert(known.end(), rule->aliases.begin(), rule->aliases.end());
  }
  std::string_view near = nearest(wanted, known);
  for (const rules::Rule* rule : rules::all())
    if (rule->id.ends_with(near) && rule->id.find('/') + 1 + near.size() == rule->id.size()) near = rule->id;
  return {"unknown-rule", wanted, "no rule has this id or alias",
          near.empty() ? "`s1-infra rules` lists them"
                       : "did you mean " + std::string(near) + "? `s1-infra rules` lists all"};
}

}  // namespace

const std::vector<std::string_view>& platforms() {
  static const std::vector<std::string_view> names = {"cloudformation", "compose",   "dockerfile", "ecs",
                                                      "github-actions", "gitlab-ci", "jenkins",    "kubernetes",
                                                      "prometheus",     "pulumi",    "secrets",    "terraform"};
  return names;
}

Result<std::vector<const rules::Rule*>> select(const Selection& selection) {
  for (const std::string& wanted : selection.platforms) {
    if (std::ranges::find(platforms(), wanted) != platforms().end()) continue;
    const std::string_view near = nearest(wanted, platforms());
    std::string hint = near.empty() ? "one of:" : "did you mean " + std::string(near) + "? one of:";
    for (const std::string_view name : platforms()) hint += " " + std::string(name);
    return std::unexpected(Error{"unknown-platform", wanted, "there is no such platform", std::move(hint)});
  }

  std::vector<const rules::Rule*> named;
  for (const std::string& wanted : selection.rules) {
    const std::vector<const rules::Rule*> found = rules::find(wanted);
    if (found.empty()) return std::unexpected(unknown_rule(wanted));
    named.insert(named.end(), found.begin(), found.end());
  }

  std::vector<const rules::Rule*> result;
  for (const rules::Rule* rule : rules::all()) {
    const bool chosen =
        selection.rules.empty() ? in_profile(*rule, selection.profile) : std::ranges::find(named, rule) != named.end();
    const bool on_platform =
        selection.platforms.empty() ||
        std::ranges::find(selection.platforms, rules::platform(*rule)) != selection.platforms.end();
    if (chosen && on_platform) result.push_back(rule);
  }
  return result;
}

}  // namespace s1::engine
