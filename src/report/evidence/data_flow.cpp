// SPDX-License-Identifier: Apache-2.0
// How traffic and data flow, as sentences along the links: from each entry as far as a chain leads, then who reaches
// whom by which variable.
#include <algorithm>
#include <string>
#include <vector>

#include "report/evidence/collector.h"

namespace s1::report {
namespace {

constexpr std::size_t kMostHops = 4;

class Flow {
 public:
  explicit Flow(Collector& to) : to_(to), out_(to.graph.nodes.size()) {
    const std::vector<Edge>& edges = to.graph.edges;
    for (std::uint32_t i = 0; i < edges.size(); ++i)
      if (edges[i].kind == EdgeKind::traffic || edges[i].kind == EdgeKind::data) out_[edges[i].from].push_back(i);
  }

  void tell() {
    for (const Edge& edge : to_.graph.edges)
      if (edge.kind == EdgeKind::traffic || edge.kind == EdgeKind::data) {
        if (node(edge.from).kind == NodeKind::entry)
          enters(edge);
        else if (!is_service(node(edge.from)))
          reaches(edge);
      }
  }

 private:
  [[nodiscard]] const Node& node(std::uint32_t index) const { return to_.graph.nodes[index]; }
  static bool is_service(const Node& node) { return node.what == "Service"; }

  static std::string with_port(const Node& node, const Edge& edge) {
    return name_of(node) + (edge.port.empty() ? "" : " port " + edge.port);
  }

  // The workloads behind a Service: ", to Deployment web port 8080".
  [[nodiscard]] std::string behind(std::uint32_t index) const {
    std::string text;
    for (std::size_t hop = 0; hop < kMostHops && is_service(node(index)); ++hop) {
      const std::vector<std::uint32_t>& edges = out_[index];
      if (edges.empty()) break;
      const Edge& first = to_.graph.edges[edges.front()];
      text += ", to " + with_port(node(first.to), first);
      if (edges.size() > 1) text += " and " + std::to_string(edges.size() - 1) + " more";
      index = first.to;
    }
    return text;
  }

  void enters(const Edge& edge) {
    const Node& from = node(edge.from);
    std::string claim;
    if (from.what == "port")
      claim = "Traffic to port " + from.label + " of the host goes to ";
    else if (edge.host.empty())
      claim = "Traffic enters at " + name_of(from) + " and goes to ";
    else
      claim = "Traffic for " + edge.host + " enters at " + name_of(from) + " and goes to ";
    to_.add(field::data_flow, claim + with_port(node(edge.to), edge) + behind(edge.to), edge.place);
  }

  void reaches(const Edge& edge) {
    if (edge.label == "depends_on") {
      to_.add(field::data_flow, name_of(node(edge.from)) + " starts after " + name_of(node(edge.to)), edge.place,
              node(edge.to).kind == NodeKind::data_store ? topic::connections : std::string_view());
      return;
    }
    std::uint32_t end = edge.to;
    // A Service before one data store is only its name.
    if (is_service(node(end)) && out_[end].size() == 1 &&
        node(to_.graph.edges[out_[end].front()].to).kind == NodeKind::data_store)
      end = to_.graph.edges[out_[end].front()].to;
    std::string claim = name_of(node(edge.from)) + " reaches " + name_of(node(end));
    if (edge.label == "dependency")
      claim = name_of(node(edge.from)) + " comes with " + name_of(node(end));
    else if (!edge.label.empty())
      claim += " through " + edge.label;
    to_.add(field::data_flow, std::move(claim), edge.place,
            edge.kind == EdgeKind::data ? topic::connections : std::string_view());
  }

  Collector& to_;
  std::vector<std::vector<std::uint32_t>> out_;  // edges of traffic and data, by the node that they leave
};

}  // namespace

void collect_data_flow(Collector& to) {
  Flow(to).tell();
}

}  // namespace s1::report
