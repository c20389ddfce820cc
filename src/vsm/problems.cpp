// SPDX-License-Identifier: Apache-2.0
#include "vsm/problems.h"

#include <algorithm>
#include <tuple>

namespace s1::vsm {
namespace {

constexpr std::size_t kMostOfAKind = 50;

}  // namespace

void Problems::add(Weight weight, Place place, std::string problem, std::string hint) {
  if (++counts_[{place.path, weight}] > kMostOfAKind) {
    ++left_out_;
    return;
  }
  kept_.push_back({std::move(place), std::move(problem), std::move(hint), weight});
}

std::vector<Problem> Problems::worst_first() const {
  std::vector<Problem> sorted = kept_;
  std::ranges::stable_sort(sorted, [](const Problem& a, const Problem& b) {
    return std::tie(a.weight, a.place.path, a.place.line) < std::tie(b.weight, b.place.path, b.place.line);
  });
  return sorted;
}

}  // namespace s1::vsm
