// SPDX-License-Identifier: Apache-2.0
#include "engine/rule_patterns.h"

#include <algorithm>
#include <cctype>

#include "rules/registry.h"
#include "text/suggest.h"

namespace s1::engine {
namespace {

bool is_glob(std::string_view pattern) {
  return pattern.find_first_of("*?[") != std::string_view::npos;
}

}  // namespace

std::string lower_name(std::string_view name) {
  std::string result(name);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

RulePatterns::RulePatterns(std::span<const std::string> patterns) {
  for (const std::string& pattern : patterns) {
    if (pattern == "*")
      all_ = true;
    else if (is_glob(pattern))
      globs_.emplace_back(lower_name(pattern), workspace::Glob::Language::gitignore);
    else
      names_.push_back(lower_name(pattern));
  }
  std::ranges::sort(names_);
}

bool RulePatterns::matches(std::string_view name) const {
  const std::string wanted = lower_name(name);
  return std::ranges::binary_search(names_, wanted) ||
         std::ranges::any_of(globs_, [&](const workspace::Glob& glob) { return glob.matches(wanted); });
}

bool RulePatterns::matches(const rules::Rule& rule) const {
  return all_ || matches(rule.id) ||
         std::ranges::any_of(rule.aliases, [&](std::string_view alias) { return matches(alias); });
}

std::vector<const rules::Rule*> rules_named(std::string_view pattern) {
  if (!is_glob(pattern)) return rules::find(pattern);
  const std::string text(pattern);
  const RulePatterns patterns(std::span(&text, 1));
  std::vector<const rules::Rule*> result;
  for (const rules::Rule* rule : rules::all())
    if (patterns.matches(*rule)) result.push_back(rule);
  return result;
}

std::string_view nearest_rule(std::string_view wrong) {
  std::vector<std::string_view> known;
  for (const rules::Rule* rule : rules::all()) {
    known.push_back(rule->id);
    known.push_back(rule->id.substr(rule->id.find('/') + 1));
    known.insert(known.end(), rule->aliases.begin(), rule->aliases.end());
  }
  const std::string_view near = nearest(wrong, known);
  if (near.empty()) return near;
  for (const rules::Rule* rule : rules::all())
    if (rule->id.substr(rule->id.find('/') + 1) == near) return rule->id;
  return near;
}

}  // namespace s1::engine
