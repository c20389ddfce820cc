// SPDX-License-Identifier: Apache-2.0
#include "engine/select.h"

#include <algorithm>

#include "engine/rule_patterns.h"
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

Error unknown_rule(std::string_view wanted) {
  const std::string_view near = nearest_rule(wanted);
  return {"unknown-rule", std::string(wanted), "no rule has this id or alias",
          near.empty() ? "`s1-infra rules` lists them"
                       : "did you mean " + std::string(near) + "? `s1-infra rules` lists all"};
}

bool is_glob(std::string_view name) {
  return name.find_first_of("*?[") != std::string_view::npos;
}

// The names of `rules`, by what they do.
struct Names {
  std::vector<std::string> outright;
  std::vector<std::string> globs;
  std::vector<std::string> taken_away;
};

Result<Names> sorted_names(const std::vector<std::string>& names) {
  Names result;
  for (const std::string& name : names) {
    const bool takes_away = name.starts_with('!');
    const std::string wanted = name.substr(takes_away ? 1 : 0);
    if (rules_named(wanted).empty()) return std::unexpected(unknown_rule(wanted));
    (takes_away ? result.taken_away : is_glob(wanted) ? result.globs : result.outright).push_back(wanted);
  }
  return result;
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

  const Result<Names> names = sorted_names(selection.rules);
  if (!names) return std::unexpected(names.error());
  const RulePatterns outright(names->outright);
  const RulePatterns globs(names->globs);
  const RulePatterns taken_away(names->taken_away);
  const RulePatterns also(selection.also);
  const RulePatterns without(selection.without);
  const auto chosen = [&](const rules::Rule& rule) {
    if (taken_away.matches(rule)) return false;
    if (outright.matches(rule)) return true;
    if (without.matches(rule)) return false;
    if (!globs.empty())
      return globs.matches(rule) && (rule.profile != rules::Profile::experimental || selection.profile == Depth::all);
    return outright.empty() && (in_profile(rule, selection.profile) || also.matches(rule));
  };

  std::vector<const rules::Rule*> result;
  for (const rules::Rule* rule : rules::all()) {
    const bool on_platform =
        selection.platforms.empty() ||
        std::ranges::find(selection.platforms, rules::platform(*rule)) != selection.platforms.end();
    if (on_platform && chosen(*rule)) result.push_back(rule);
  }
  return result;
}

}  // namespace s1::engine
