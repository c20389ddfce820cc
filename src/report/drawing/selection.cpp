// SPDX-License-Identifier: Apache-2.0
#include "report/drawing/selection.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace s1::report {

Selection select_for_drawing(const Architecture& architecture) {
  const std::size_t count = architecture.nodes.size();
  std::vector<std::uint32_t> links(count);
  for (const Edge& edge : architecture.edges)
    if (edge.from < count && edge.to < count && edge.from != edge.to) ++links[edge.from], ++links[edge.to];

  Selection chosen;
  chosen.nodes.resize(count);
  std::iota(chosen.nodes.begin(), chosen.nodes.end(), 0U);
  if (count > kMostDrawnNodes) {
    std::ranges::stable_sort(chosen.nodes, std::ranges::greater(), [&](std::uint32_t node) { return links[node]; });
    chosen.nodes.resize(kMostDrawnNodes);
    std::ranges::sort(chosen.nodes);
  }
  std::vector<bool> is_drawn(count);
  for (const std::uint32_t node : chosen.nodes) is_drawn[node] = true;
  std::set<std::pair<std::uint32_t, std::uint32_t>> drawn;
  for (std::uint32_t i = 0; i < architecture.edges.size() && chosen.edges.size() < kMostDrawnEdges; ++i) {
    const Edge& edge = architecture.edges[i];
    if (edge.from >= count || edge.to >= count || edge.from == edge.to) continue;
    if (!is_drawn[edge.from] || !is_drawn[edge.to] || !drawn.emplace(edge.from, edge.to).second) continue;
    chosen.edges.push_back(i);
  }
  return chosen;
}

}  // namespace s1::report
