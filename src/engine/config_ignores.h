// SPDX-License-Identifier: Apache-2.0
// `ignore:` of the configuration: findings that are counted, not shown.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "engine/finding.h"
#include "engine/path_patterns.h"
#include "engine/rule_patterns.h"
#include "workspace/glob.h"

namespace s1::engine {

class ConfigIgnores {
 public:
  ConfigIgnores() = default;
  // One whose `until` lies before `today` no longer holds.
  ConfigIgnores(const std::vector<config::Ignore>& entries, std::string_view today);

  // Takes what they match out of `findings`; how many that were.
  std::uint64_t apply(std::vector<Finding>& findings);
  // "expired-suppression", and "unused-ignore" for those that have matched nothing so far: asked for only where the
  // scan had looked at everything. Those about rules that are not in `ran` are not unused.
  [[nodiscard]] std::vector<Diagnostic> problems(const std::vector<const rules::Rule*>& ran, bool with_unused) const;

 private:
  struct Entry {
    config::Ignore given;
    RulePatterns rule;
    PathPatterns path;
    std::optional<workspace::Glob> resource;
    bool expired = false;
    bool used = false;
  };
  [[nodiscard]] static bool matches(const Entry& entry, const Finding& finding);
  std::vector<Entry> entries_;
};

}  // namespace s1::engine
