// SPDX-License-Identifier: Apache-2.0
#include "report/drawing/selection.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace s1::report {
namespace {

// Which nodes hang together, by links in either direction.
class Components {
 public:
  explicit Components(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::uint32_t of(std::uint32_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  void join(std::uint32_t a, std::uint32_t b) { parent_[of(a)] = of(b); }

 private:
  std::vector<std::uint32_t> parent_;
};

bool is_drawable(const Architecture& architecture, const Edge& edge) {
  const std::size_t count = architecture.nodes.size();
  return edge.from < count && edge.to < count && edge.from != edge.to;
}

std::vector<std::uint32_t> chosen_nodes(const Architecture& architecture) {
  const std::size_t count = architecture.nodes.size();
  std::vector<std::uint32_t> nodes(count);
  std::iota(nodes.begin(), nodes.end(), 0U);
  if (count <= kMostDrawnNodes) return nodes;

  Components components(count);
  std::vector<std::uint32_t> links(count), sizes(count);
  for (const Edge& edge : architecture.edges) {
    if (!is_drawable(architecture, edge)) continue;
    components.join(edge.from, edge.to);
    ++links[edge.from];
    ++links[edge.to];
  }
  std::vector<std::uint32_t> component(count);
  for (const std::uint32_t node : nodes) ++sizes[component[node] = components.of(node)];

  // Largest component first, its nodes together, those with the most links first.
  std::ranges::stable_sort(nodes, [&](std::uint32_t a, std::uint32_t b) {
    const auto key = [&](std::uint32_t node) {
      return std::tuple(sizes[component[node]], component[node], links[node]);
    };
    return key(a) > key(b);
  });
  std::vector<std::uint32_t> chosen;
  for (std::size_t at = 0; at < count && chosen.size() < kMostDrawnNodes;) {
    const std::size_t size = sizes[component[nodes[at]]];
    const std::size_t room = kMostDrawnNodes - chosen.size();
    // A part of a component says little, so only the first is ever cut.
    if (size <= room || chosen.empty())
      chosen.insert(chosen.end(), nodes.begin() + static_cast<std::ptrdiff_t>(at),
                    nodes.begin() + static_cast<std::ptrdiff_t>(at + std::min(size, room)));
    at += size;
  }
  std::ranges::sort(chosen);
  return chosen;
}

}  // namespace

Selection select_for_drawing(const Architecture& architecture) {
  Selection selection;
  selection.nodes = chosen_nodes(architecture);
  std::vector<bool> is_drawn(architecture.nodes.size());
  for (const std::uint32_t node : selection.nodes) is_drawn[node] = true;
  std::set<std::pair<std::uint32_t, std::uint32_t>> drawn;
  for (std::uint32_t i = 0; i < architecture.edges.size() && selection.edges.size() < kMostDrawnEdges; ++i) {
    const Edge& edge = architecture.edges[i];
    if (!is_drawable(architecture, edge) || !is_drawn[edge.from] || !is_drawn[edge.to]) continue;
    if (drawn.emplace(edge.from, edge.to).second) selection.edges.push_back(i);
  }
  return selection;
}

}  // namespace s1::report
