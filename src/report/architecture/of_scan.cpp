// SPDX-License-Identifier: Apache-2.0
// The part of the graph that a scan of a part is about.
#include <utility>
#include <vector>

#include "report/architecture.h"

namespace s1::report {

Architecture architecture(const engine::ScanResult& scan) {
  Architecture whole = architecture(scan.model);
  std::vector<bool> inside(whole.nodes.size()), kept(whole.nodes.size());
  for (std::size_t i = 0; i < whole.nodes.size(); ++i) {
    const model::Place& place = whole.nodes[i].place;
    inside[i] = place.exists() && scan.covers(place.file);
  }
  kept = inside;
  for (const Edge& edge : whole.edges)
    if (inside[edge.from] || inside[edge.to]) kept[edge.from] = kept[edge.to] = true;

  Architecture part;
  std::vector<std::uint32_t> now(whole.nodes.size());
  for (std::size_t i = 0; i < whole.nodes.size(); ++i) {
    if (!kept[i]) continue;
    now[i] = static_cast<std::uint32_t>(part.nodes.size());
    part.nodes.push_back(std::move(whole.nodes[i]));
  }
  for (Edge& edge : whole.edges) {
    if (!inside[edge.from] && !inside[edge.to]) continue;
    edge.from = now[edge.from];
    edge.to = now[edge.to];
    part.edges.push_back(std::move(edge));
  }
  return part;
}

}  // namespace s1::report
