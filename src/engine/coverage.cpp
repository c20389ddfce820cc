// SPDX-License-Identifier: Apache-2.0
#include "engine/coverage.h"

#include <algorithm>
#include <iterator>

namespace s1::engine {

Coverage::Coverage(const Suppressions& suppressions)
    : suppressions_(suppressions), by_names_(suppressions.names.size()) {
  for (std::uint32_t i = 0; i < suppressions.list.size(); ++i) by_names_[suppressions.list[i].rules].push_back(i);
  for (std::uint32_t i = 0; i < suppressions.names.size(); ++i) {
    for (const std::string& name : suppressions.names[i].names()) sets_[name].push_back(i);
    if (suppressions.names[i].has_globs()) globs_.push_back(i);
  }
}

bool Coverage::covers(const rules::Rule& rule, Span finding) {
  if (suppressions_.list.empty()) return false;
  auto at = rules_.find(&rule);
  if (at == rules_.end()) at = rules_.emplace(&rule, of(rule)).first;
  const OfRule& known = at->second;
  if (known.whole_file) return true;
  const auto after = std::ranges::upper_bound(known.places, finding.begin, {}, &Span::begin);
  if (after != known.places.begin() && std::prev(after)->contains(finding.begin)) return true;
  // Comments do not overlap: the first one from here on ends first.
  const auto comment = std::ranges::lower_bound(known.comments, finding.begin, {}, &Span::begin);
  return comment != known.comments.end() && finding.contains(*comment);
}

std::vector<std::uint32_t> Coverage::names_of(const rules::Rule& rule) const {
  std::vector<std::uint32_t> result;
  const auto look_up = [&](std::string_view name) {
    if (const auto found = sets_.find(lower_name(name)); found != sets_.end())
      result.insert(result.end(), found->second.begin(), found->second.end());
  };
  look_up(rule.id);
  for (const std::string_view alias : rule.aliases) look_up(alias);
  for (const std::uint32_t set : globs_)
    if (suppressions_.names[set].matches(rule)) result.push_back(set);
  std::ranges::sort(result);
  const auto repeats = std::ranges::unique(result);
  result.erase(repeats.begin(), repeats.end());
  return result;
}

Coverage::OfRule Coverage::of(const rules::Rule& rule) const {
  OfRule result;
  std::vector<Span> places;
  for (const std::uint32_t set : names_of(rule)) {
    for (const std::uint32_t index : by_names_[set]) {
      const Suppression& suppression = suppressions_.list[index];
      if (suppression.except != kNoNames && suppressions_.names[suppression.except].matches(rule)) continue;
      result.whole_file = result.whole_file || suppression.whole_file;
      places.push_back(suppression.scope);
      places.push_back(suppression.line);
      if (suppression.inside) result.comments.push_back(suppression.comment);
    }
  }
  std::ranges::sort(result.comments, {}, &Span::begin);
  std::ranges::sort(places, {}, &Span::begin);
  for (const Span place : places) {
    if (place.empty()) continue;
    if (!result.places.empty() && place.begin <= result.places.back().end)
      result.places.back().end = std::max(result.places.back().end, place.end);
    else
      result.places.push_back(place);
  }
  return result;
}

}  // namespace s1::engine
