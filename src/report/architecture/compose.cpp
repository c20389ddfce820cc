// SPDX-License-Identifier: Apache-2.0
// Compose services, the ports that they publish, and what they wait for.
#include <map>
#include <string>
#include <utility>

#include "report/architecture/graph.h"

namespace s1::report {
namespace {

Node node_of(const model::Service& service) {
  const model::Container& container = service.container;
  Node node;
  const std::string_view store = data_store_of(container.image);
  node.kind = store.empty() ? NodeKind::service : NodeKind::data_store;
  node.what = store.empty() ? "Compose service" : std::string(store);
  node.label = container.name;
  node.detail = image_label(container.image);
  node.group = service.project;
  node.place = container.place;
  return node;
}

void add_published(Graph& graph, std::uint32_t to, const model::Service& service) {
  for (const model::Port& port : service.container.ports) {
    if (!port.published.known() || port.published.text.empty()) continue;
    Node entry;
    entry.kind = NodeKind::entry;
    entry.what = "port";
    entry.label = port.published.text;
    if (port.protocol != "tcp") entry.label += "/" + port.protocol;
    entry.detail = port.host_ip.empty() ? "published" : "published on " + port.host_ip;
    entry.group = service.project;
    entry.place = port.place;
    const std::uint32_t from = graph.add(std::move(entry));
    Edge edge;
    edge.kind = EdgeKind::traffic;
    if (port.container.known()) edge.port = port.container.text;
    if (!edge.port.empty()) edge.label = "port " + edge.port;
    edge.place = port.place;
    graph.connect(from, to, std::move(edge));
  }
}

}  // namespace

void add_compose(Graph& graph) {
  for (std::size_t i = 0; i < graph.model.services.size(); ++i) {
    graph.services[i] = graph.add(node_of(graph.model.services[i]));
    add_published(graph, graph.services[i], graph.model.services[i]);
  }
}

void add_dependencies(Graph& graph) {
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> by_name;
  for (std::size_t i = 0; i < graph.model.services.size(); ++i) {
    const model::Service& service = graph.model.services[i];
    by_name.emplace(std::pair(std::string_view(service.project), std::string_view(service.container.name)),
                    graph.services[i]);
  }
  for (std::size_t i = 0; i < graph.model.services.size(); ++i) {
    const model::Service& service = graph.model.services[i];
    for (const model::Value& other : service.depends_on) {
      const auto found = by_name.find({service.project, other.text});
      if (!other.known() || found == by_name.end()) continue;
      if (graph.are_connected(graph.services[i], found->second)) continue;  // an address says more
      Edge edge;
      edge.kind = graph.node(found->second).kind == NodeKind::data_store ? EdgeKind::data : EdgeKind::traffic;
      edge.label = "depends_on";
      edge.place = other.place;
      graph.connect(graph.services[i], found->second, std::move(edge));
    }
  }
}

}  // namespace s1::report
