// SPDX-License-Identifier: Apache-2.0
// As much of an architecture as a drawing can show and a reader can take in.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "report/architecture.h"

namespace s1::report {

inline constexpr std::size_t kMostDrawnNodes = 60;
inline constexpr std::size_t kMostDrawnEdges = 150;

struct Selection {
  std::vector<std::uint32_t> nodes;  // indices of Architecture::nodes, ascending
  std::vector<std::uint32_t> edges;  // of Architecture::edges, both ends among `nodes`, ascending
};

// All of it where it fits. Else what hangs together is drawn together, the largest first, as many as fit; of one that
// is too large by itself, the nodes with the most links. Links from a node to itself, repeated ones and those with an
// end that does not exist are left out.
[[nodiscard]] Selection select_for_drawing(const Architecture& architecture);

}  // namespace s1::report
