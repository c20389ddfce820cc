// SPDX-License-Identifier: Apache-2.0
#include "rules/rule.h"

#include <algorithm>
#include <cctype>

#include "rules/registry.h"

namespace s1::rules {
namespace {

bool same_id(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

std::string_view name(Severity severity) {
  constexpr std::string_view names[] = {"info", "low", "medium", "high", "critical"};
  return names[static_cast<std::size_t>(severity)];
}

std::string_view name(Confidence confidence) {
  constexpr std::string_view names[] = {"low", "medium", "high"};
  return names[static_cast<std::size_t>(confidence)];
}

std::string_view name(Profile profile) {
  constexpr std::string_view names[] = {"default", "strict", "experimental"};
  return names[static_cast<std::size_t>(profile)];
}

std::string_view name(Fix fix) {
  constexpr std::string_view names[] = {"none", "safe", "unsafe"};
  return names[static_cast<std::size_t>(fix)];
}

std::string_view platform(const Rule& rule) {
  return rule.id.substr(0, rule.id.find('/'));
}

std::vector<const Rule*> find(std::string_view id_or_alias) {
  std::vector<const Rule*> result;
  for (const Rule* rule : all()) {
    if (same_id(rule->id, id_or_alias)) return {rule};
    if (std::ranges::any_of(rule->aliases, [&](std::string_view alias) { return same_id(alias, id_or_alias); }))
      result.push_back(rule);
  }
  return result;
}

}  // namespace s1::rules
