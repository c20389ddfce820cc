// SPDX-License-Identifier: Apache-2.0
#include "fix/match_findings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace s1::fix {
namespace {

using engine::Finding;

bool meet(Span a, Span b) {
  return a.empty() || b.empty() ? a.begin <= b.end && b.begin <= a.end : a.overlaps(b);
}

class Matching {
 public:
  Matching(std::span<const Finding> before, std::span<const Finding> after, const EditMap& map,
           const std::vector<bool>& targets)
      : before_(before),
        after_(after),
        map_(map),
        targets_(targets),
        taken_(before.size()),
        result_(after.size(), kNew) {}

  std::vector<std::size_t> run() {
    match_untouched();
    match_edited();
    match_moved();
    return std::move(result_);
  }

 private:
  // The same rule at the same place; with the same message first, where a rule says several things of one place.
  void match_untouched() {
    std::map<std::tuple<const rules::Rule*, std::uint32_t, std::uint32_t>, std::vector<std::size_t>> by_place;
    for (std::size_t i = 0; i < before_.size(); ++i)
      by_place[{before_[i].rule, before_[i].span.begin, before_[i].span.end}].push_back(i);
    for (const bool same_message : {true, false}) {
      for (std::size_t i = 0; i < after_.size(); ++i) {
        const std::optional<Span> old = map_.to_old(after_[i].span);
        if (!old || result_[i] != kNew) continue;
        const auto found = by_place.find({after_[i].rule, old->begin, old->end});
        if (found == by_place.end()) continue;
        take_first(i, found->second,
                   [&](std::size_t k) { return !same_message || before_[k].message == after_[i].message; });
      }
    }
  }

  void match_edited() {
    std::map<const rules::Rule*, std::vector<std::size_t>> by_rule;
    for (std::size_t i = 0; i < before_.size(); ++i)
      if (!taken_[i]) by_rule[before_[i].rule].push_back(i);
    for (const bool same_message : {true, false})
      for (const bool target : {false, true})
        for (std::size_t i = 0; i < after_.size(); ++i) {
          if (result_[i] != kNew || map_.to_old(after_[i].span)) continue;
          const auto found = by_rule.find(after_[i].rule);
          if (found == by_rule.end()) continue;
          const Span widest = map_.widest_old(after_[i].span);
          take_first(i, found->second, [&](std::size_t k) {
            return targets_[k] == target && meet(widest, before_[k].span) &&
                   (!same_message || before_[k].message == after_[i].message);
          });
        }
  }

  // A fix may move what a finding is about: a stage is divided, and the image is made by another FROM. What stands in
  // new text is then the finding that is gone elsewhere, as long as there are no more of the rule than there were.
  void match_moved() {
    std::map<const rules::Rule*, std::vector<std::size_t>> by_rule;
    for (std::size_t i = 0; i < before_.size(); ++i)
      if (!taken_[i] && !targets_[i]) by_rule[before_[i].rule].push_back(i);
    for (const bool same_message : {true, false})
      for (std::size_t i = 0; i < after_.size(); ++i) {
        if (result_[i] != kNew || map_.to_old(after_[i].span)) continue;
        const auto found = by_rule.find(after_[i].rule);
        if (found == by_rule.end()) continue;
        take_first(i, found->second,
                   [&](std::size_t k) { return !same_message || before_[k].message == after_[i].message; });
      }
  }

  template <class Fits>
  void take_first(std::size_t after, const std::vector<std::size_t>& candidates, Fits fits) {
    const auto found = std::ranges::find_if(candidates, [&](std::size_t k) { return !taken_[k] && fits(k); });
    if (found == candidates.end()) return;
    result_[after] = *found;
    taken_[*found] = true;
  }

  std::span<const Finding> before_, after_;
  const EditMap& map_;
  const std::vector<bool>& targets_;
  std::vector<bool> taken_;
  std::vector<std::size_t> result_;
};

}  // namespace

std::vector<std::size_t> match_findings(std::span<const Finding> before, std::span<const Finding> after,
                                        const EditMap& map, const std::vector<bool>& targets) {
  return Matching(before, after, map, targets).run();
}

}  // namespace s1::fix
