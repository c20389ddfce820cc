// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/mermaid.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <vector>

#include "facts/secret_patterns.h"
#include "report/counted.h"

namespace s1::report {
namespace {

// In quotes Mermaid takes all but a quote and what HTML means; entity codes stand for these (#35; is '#').
std::string label(std::string_view raw) {
  std::string text;
  for (const char c : facts::scrub(raw)) {
    if (c == '\n' || c == '\t')
      text += ' ';
    else if (std::string_view("\"#<>&`\\;").find(c) != std::string_view::npos)
      text += fmt::format("#{};", static_cast<int>(c));
    else
      text += c;
  }
  return text;
}

// The brackets are Mermaid's shapes: a database's cylinder, a stadium for what comes from outside.
std::pair<std::string_view, std::string_view> shape(NodeKind kind) {
  switch (kind) {
    case NodeKind::entry:
      return {"([\"", "\"])"};
    case NodeKind::data_store:
      return {"[(\"", "\")]"};
    case NodeKind::external:
      return {"{{\"", "\"}}"};
    case NodeKind::pipeline:
      return {"[[\"", "\"]]"};
    case NodeKind::secret:
      return {">\"", "\"]"};
    case NodeKind::service:
    case NodeKind::image:
      break;
  }
  return {"[\"", "\"]"};
}

std::vector<std::uint32_t> most_connected(const Architecture& architecture, std::size_t most) {
  std::vector<std::uint32_t> degree(architecture.nodes.size()), order(architecture.nodes.size());
  for (const Edge& edge : architecture.edges) ++degree[edge.from], ++degree[edge.to];
  std::iota(order.begin(), order.end(), 0U);
  if (order.size() <= most) return order;
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) { return degree[a] > degree[b]; });
  order.resize(most);
  std::ranges::sort(order);
  return order;
}

}  // namespace

std::string mermaid(const Architecture& architecture, std::size_t most) {
  if (architecture.nodes.empty()) return {};
  const std::vector<std::uint32_t> drawn = most_connected(architecture, most);
  std::map<std::string, std::vector<std::uint32_t>> groups;
  for (const std::uint32_t index : drawn) groups[architecture.nodes[index].group].push_back(index);

  std::string out = "flowchart LR\n";
  std::size_t group_number = 0;
  for (const auto& [group, nodes] : groups) {
    if (!group.empty()) out += fmt::format("  subgraph g{}[\"{}\"]\n", group_number++, label(group));
    for (const std::uint32_t index : nodes) {
      const Node& node = architecture.nodes[index];
      const auto [open, close] = shape(node.kind);
      out += fmt::format("  {}n{}{}{}{}{}\n", group.empty() ? "" : "  ", index, open, label(node.label),
                         node.detail.empty() ? "" : "<br/>" + label(node.detail), close);
    }
    if (!group.empty()) out += "  end\n";
  }
  for (const Edge& edge : architecture.edges) {
    if (!std::ranges::binary_search(drawn, edge.from) || !std::ranges::binary_search(drawn, edge.to)) continue;
    const bool is_flow = edge.kind == EdgeKind::traffic || edge.kind == EdgeKind::data;
    out += fmt::format("  n{} {} n{}\n", edge.from,
                       (is_flow ? "-->" : "-.->") + (edge.label.empty() ? "" : "|\"" + label(edge.label) + "\"|"),
                       edge.to);
  }
  if (const std::size_t left = architecture.nodes.size() - drawn.size(); left != 0)
    out += fmt::format("  more[\"and {} more\"]\n", left);
  return out;
}

}  // namespace s1::report
