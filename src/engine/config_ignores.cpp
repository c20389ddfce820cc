// SPDX-License-Identifier: Apache-2.0
#include "engine/config_ignores.h"

#include <algorithm>
#include <span>
#include <utility>

#include "facts/secret_patterns.h"

namespace s1::engine {

ConfigIgnores::ConfigIgnores(const std::vector<config::Ignore>& entries, std::string_view today) {
  for (const config::Ignore& given : entries) {
    Entry entry;
    entry.given = given;
    if (!given.rule.empty()) entry.rule = RulePatterns(std::span(&given.rule, 1));
    if (!given.path.empty()) entry.path = PathPatterns(std::span(&given.path, 1));
    if (!given.resource.empty()) entry.resource.emplace(given.resource, workspace::Glob::Language::gitignore);
    entry.expired = !given.until.empty() && given.until < today;
    entries_.push_back(std::move(entry));
  }
}

bool ConfigIgnores::matches(const Entry& entry, const Finding& finding) {
  if (!entry.given.rule.empty() && !entry.rule.matches(*finding.rule)) return false;
  if (!entry.given.path.empty() && !entry.path.matches(finding.path)) return false;
  return !entry.resource || entry.resource->matches(finding.resource);
}

std::uint64_t ConfigIgnores::apply(std::vector<Finding>& findings) {
  return std::erase_if(findings, [&](const Finding& finding) {
    bool matched = false;
    // All that match are used: which of two is needless cannot be told.
    for (Entry& entry : entries_) {
      if (entry.expired || !matches(entry, finding)) continue;
      entry.used = true;
      matched = true;
    }
    return matched;
  });
}

std::vector<Diagnostic> ConfigIgnores::problems(const std::vector<const rules::Rule*>& ran, bool with_unused) const {
  std::vector<Diagnostic> result;
  const auto add = [&](const Entry& entry, const char* code, const std::string& message, const char* hint) {
    result.push_back({std::string(config::kFileName), entry.given.line, code, facts::scrub(message), hint});
  };
  for (const Entry& entry : entries_) {
    const bool could_match = entry.given.rule.empty() || std::ranges::any_of(ran, [&](const rules::Rule* rule) {
                               return entry.rule.matches(*rule);
                             });
    if (entry.expired)
      add(entry, "expired-suppression", "this ignore ended on " + entry.given.until,
          "fix the finding, or give a new date");
    else if (with_unused && !entry.used && could_match)
      add(entry, "unused-ignore", "this ignore matches no finding", "take it away");
  }
  return result;
}

}  // namespace s1::engine
