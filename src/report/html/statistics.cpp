// SPDX-License-Identifier: Apache-2.0
#include "report/html/statistics.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "rules/rule.h"

namespace s1::report::html {
namespace {

std::vector<Tally> tallies_of(const std::map<std::string_view, Counts>& by_name) {
  std::vector<Tally> tallies;
  for (const auto& [name, counts] : by_name) tallies.push_back({name, counts});
  return tallies;
}

}  // namespace

std::size_t total(const Counts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

Statistics statistics_of(const engine::ScanResult& scan, std::span<const fix::Offer> offers) {
  Statistics result;
  std::map<std::string_view, Counts> platforms, files;
  std::map<const rules::Rule*, std::size_t> concerns;  // where each is in the list
  for (std::size_t i = 0; i < scan.findings.size(); ++i) {
    const engine::Finding& finding = scan.findings[i];
    const auto severity = static_cast<std::size_t>(finding.severity());
    ++result.counts[severity];
    ++platforms[rules::platform(*finding.rule)][severity];
    ++files[finding.path][severity];
    const auto [at, is_new] = concerns.try_emplace(finding.rule, result.concerns.size());
    if (is_new) result.concerns.push_back({&finding, i, 0});
    ++result.concerns[at->second].count;
    if (i >= offers.size()) continue;
    if (const std::optional<fix::OfferedFix>& fix = offers[i].fix; fix) {
      ++result.fixable;
      result.safely_fixable += fix->grade == rules::Fix::safe;
    }
  }
  result.platforms = tallies_of(platforms);
  std::ranges::stable_sort(result.platforms, std::ranges::greater(),
                           [](const Tally& tally) { return total(tally.counts); });
  result.files = tallies_of(files);
  std::ranges::stable_sort(result.files, [](const Tally& a, const Tally& b) {
    return std::lexicographical_compare(b.counts.rbegin(), b.counts.rend(), a.counts.rbegin(), a.counts.rend());
  });
  return result;
}

}  // namespace s1::report::html
