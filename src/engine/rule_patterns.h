// SPDX-License-Identifier: Apache-2.0
// Names of rules as people write them: ids, other tools' ids (aliases), and globs over both (`dockerfile/*`,
// `*/latest*`, `DL30*`, `*`). Letter case does not count, and a glob's star does not pass a slash, but `*` alone is
// every rule.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"
#include "workspace/glob.h"

namespace s1::engine {

class RulePatterns {
 public:
  RulePatterns() = default;
  explicit RulePatterns(std::span<const std::string> patterns);

  [[nodiscard]] bool empty() const { return !all_ && names_.empty() && globs_.empty(); }
  [[nodiscard]] std::span<const std::string> names() const { return names_; }  // without globs; lower case, sorted
  [[nodiscard]] bool has_globs() const { return all_ || !globs_.empty(); }
  // In time of the rule's aliases, not of the names.
  [[nodiscard]] bool matches(const rules::Rule& rule) const;

 private:
  [[nodiscard]] bool matches(std::string_view name) const;
  bool all_ = false;
  std::vector<std::string> names_;  // lower case, sorted
  std::vector<workspace::Glob> globs_;
};

// A name as RulePatterns::names() has it.
[[nodiscard]] std::string lower_name(std::string_view name);

// Every rule that one such name stands for, in the order of the registry.
[[nodiscard]] std::vector<const rules::Rule*> rules_named(std::string_view pattern);

// The nearest id or alias to a name that stands for none; empty where none is near. A name without its platform gives
// the whole id.
[[nodiscard]] std::string_view nearest_rule(std::string_view wrong);

}  // namespace s1::engine
