// SPDX-License-Identifier: Apache-2.0
// A repository often declares one thing several times: a base and its overlays, one example beside another. What is
// meant is what lies nearest: in the same folder, else in the nearest folder above whose subtree has one.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "workspace/names.h"

namespace s1::model {

// How many candidates are looked at for one place: beyond it nothing is certain, and the whole stays linear.
inline constexpr std::size_t kMostCandidates = 1'000;

struct Nearest {
  std::vector<std::uint32_t> found;  // indices of candidates
  bool complete = true;              // false: there were too many to look at
};

struct Candidate {
  std::string_view path;    // of its file
  std::uint32_t index = 0;  // of the entity
};

// `sorted`: by path. `fits(index)` says whether a candidate is one.
template <class Fits>
[[nodiscard]] Nearest nearest(const std::vector<Candidate>& sorted, std::string_view path, Fits fits) {
  Nearest result;
  std::size_t looked = 0;
  for (std::string_view folder = workspace::parent_path(path);; folder = workspace::parent_path(folder)) {
    const std::string prefix = folder.empty() ? std::string() : std::string(folder) + "/";
    for (auto at = std::ranges::lower_bound(sorted, prefix, {}, &Candidate::path);
         at != sorted.end() && at->path.starts_with(prefix); ++at) {
      if (++looked > kMostCandidates) return {result.found, false};
      if (fits(at->index)) result.found.push_back(at->index);
    }
    if (!result.found.empty() || folder.empty()) return result;
  }
}

}  // namespace s1::model
