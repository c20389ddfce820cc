// SPDX-License-Identifier: Apache-2.0
// Which findings a file's suppressions hold for. Whatever their number, a finding takes the logarithm of it: rules are
// looked up by name, and what is suppressed of one rule is put together once, as sorted places.
#pragma once
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/suppress.h"
#include "rules/rule.h"
#include "text/span.h"

namespace s1::engine {

class Coverage {
 public:
  explicit Coverage(const Suppressions& suppressions);  // which outlives it
  [[nodiscard]] bool covers(const rules::Rule& rule, Span finding);

 private:
  struct OfRule {
    bool whole_file = false;
    std::vector<Span> places;    // scopes and lines: sorted, disjoint
    std::vector<Span> comments;  // of those that hold for what they stand in: sorted
  };
  [[nodiscard]] OfRule of(const rules::Rule& rule) const;
  // Those of Suppressions::names that match, each once.
  [[nodiscard]] std::vector<std::uint32_t> names_of(const rules::Rule& rule) const;

  const Suppressions& suppressions_;
  std::vector<std::vector<std::uint32_t>> by_names_;  // of each set of names: the suppressions that are for it
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> sets_;  // of each name: the sets that it is in
  std::vector<std::uint32_t> globs_;                                       // the sets that have a glob
  std::unordered_map<const rules::Rule*, OfRule> rules_;
};

}  // namespace s1::engine
