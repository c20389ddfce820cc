// SPDX-License-Identifier: Apache-2.0
#include "text/suggest.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <string>
#include <vector>

namespace s1 {
namespace {

constexpr std::size_t kLongestName = 128;  // the distance takes quadratic time; no real name is longer

std::string folded(std::string_view name) {
  std::string result(name);
  for (char& c : result) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// Optimal string alignment distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view wrong, std::span<const std::string_view> known) {
  if (wrong.empty() || wrong.size() > kLongestName) return {};
  const std::string want = folded(wrong);
  std::string_view best;
  std::size_t best_distance = std::numeric_limits<std::size_t>::max();
  for (const std::string_view name : known) {
    if (name.size() > kLongestName) continue;
    const std::string have = folded(name);
    const std::size_t allowed = std::max<std::size_t>(1, std::min(want.size(), have.size()) / 3);
    std::size_t d = distance(want, have);
    // A prefix or a part of a longer name is what people type from memory: --json for --format-json.
    if (d > allowed && want.size() >= 3 && (have.starts_with(want) || want.starts_with(have))) d = allowed;
    if (d <= allowed && d < best_distance) {
      best = name;
      best_distance = d;
    }
  }
  return best;
}

}  // namespace s1
