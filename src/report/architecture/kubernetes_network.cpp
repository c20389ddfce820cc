// SPDX-License-Identifier: Apache-2.0
// How traffic comes to workloads: Ingresses, routes and Gateways, and the Services before the workloads. A Service that
// the outside can reach (LoadBalancer, NodePort) is an entry itself.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "model/kubernetes_lookup.h"
#include "model/nearest.h"
#include "report/architecture/graph.h"

namespace s1::report {
namespace {

using model::Candidate;

constexpr std::size_t kMostBackends = 20;  // of one name that several objects have

bool is_entry(const model::KubernetesObject& object) {
  return object.kind == "Ingress" || object.kind == "Gateway" || object.kind.ends_with("Route");
}

class Network {
 public:
  explicit Network(Graph& graph) : graph_(graph), model_(graph.model) {}

  void add() {
    for (std::uint32_t i = 0; i < model_.kubernetes_services.size(); ++i) add_service(i);
    for (const model::Link& link : model_.links)
      if (link.kind == model::LinkKind::selects) connect_workload(link);
    add_entries();
    sort(by_name_);
    for (const model::ObjectReference& reference : model_.references) follow(reference);
  }

 private:
  using Index = std::map<std::pair<std::string_view, std::string_view>, std::vector<Candidate>>;  // by kind and name

  static void sort(Index& index) {
    for (auto& [name, candidates] : index) std::ranges::stable_sort(candidates, {}, &Candidate::path);
  }

  void add_service(std::uint32_t i) {
    const model::KubernetesService& service = model_.kubernetes_services[i];
    const model::KubernetesObject& object = model_.objects[service.object];
    if (graph_.is_patch(object.place.file)) return;
    Node node;
    const bool is_open = service.type == "LoadBalancer" || service.type == "NodePort";
    node.kind = is_open ? NodeKind::entry : NodeKind::service;
    node.what = is_open ? service.type + " Service" : "Service";
    node.label = object.name;
    for (const model::ServicePort& port : service.ports)
      if (port.port.known()) node.detail += (node.detail.empty() ? "port " : ", ") + port.port.text;
    node.group = graph_.group_of(object.name_space, object.place);
    node.place = object.place;
    graph_.kubernetes_services[i] = graph_.add(std::move(node));
    if (object.name_known) by_name_[{"Service", object.name}].push_back({graph_.path_of(object.place), service.object});
    nodes_.emplace(service.object, graph_.kubernetes_services[i]);
  }

  void connect_workload(const model::Link& link) {
    const model::KubernetesService& service = model_.kubernetes_services[link.from.index];
    const std::uint32_t to = graph_.workloads[link.to.index];
    if (to == Graph::kNone) return;
    Edge edge;
    edge.kind = graph_.node(to).kind == NodeKind::data_store ? EdgeKind::data : EdgeKind::traffic;
    edge.place = service.selector_place;
    if (service.ports.size() == 1) {
      const model::ServicePort& port = service.ports.front();
      const model::Value& target = port.target.state == model::State::absent ? port.port : port.target;
      if (target.known()) edge.port = number_of(target.text, model_.workloads[link.to.index]);
      if (!edge.port.empty()) edge.label = "port " + edge.port;
      edge.place = port.place;
    }
    graph_.connect(graph_.kubernetes_services[link.from.index], to, std::move(edge));
  }

  // A port's number, where it is named and the workload says which it is.
  static std::string number_of(const std::string& port, const model::Workload& workload) {
    for (const model::Container& container : workload.containers)
      for (const model::Port& own : container.ports)
        if (!own.name.empty() && own.name == port && own.container.known()) return own.container.text;
    return port;
  }

  void add_entries() {
    for (std::uint32_t i = 0; i < model_.objects.size(); ++i) {
      const model::KubernetesObject& object = model_.objects[i];
      if (!is_entry(object) || graph_.is_patch(object.place.file)) continue;
      if (object.kind == "Route" || (object.kind == "Gateway" && !object.api_version.starts_with("gateway."))) continue;
      Node node;
      node.kind = NodeKind::entry;
      node.what = object.kind;
      node.label = object.name;
      node.detail = object.kind;
      node.group = graph_.group_of(object.name_space, object.place);
      node.place = object.place;
      nodes_.emplace(i, graph_.add(std::move(node)));
      if (object.kind == "Gateway" && object.name_known)
        by_name_[{"Gateway", object.name}].push_back({graph_.path_of(object.place), i});
    }
  }

  void follow(const model::ObjectReference& reference) {
    const model::KubernetesObject& object = model_.objects[reference.object];
    const auto own = nodes_.find(reference.object);
    if (own == nodes_.end() || !is_entry(object) || !reference.name.known()) return;
    const auto named = by_name_.find({reference.kind, reference.name.text});
    if (named == by_name_.end()) return;
    const model::Nearest found = model::nearest(named->second, graph_.path_of(object.place), [&](std::uint32_t i) {
      return model::may_be_same(model_.objects[i].name_space, object.name_space);
    });
    if (!found.complete || found.found.size() > kMostBackends) return;
    for (const std::uint32_t other : found.found) {
      Edge edge;
      edge.kind = EdgeKind::traffic;
      edge.host = reference.host;
      if (reference.port.known()) edge.port = reference.port.text;
      if (!edge.port.empty()) edge.label = "port " + edge.port;
      edge.place = reference.place;
      const std::uint32_t to = nodes_.at(other);
      // A route names the Gateway that leads to it.
      if (reference.kind == "Gateway")
        graph_.connect(to, own->second, std::move(edge));
      else
        graph_.connect(own->second, to, std::move(edge));
    }
  }

  Graph& graph_;
  const model::InfraModel& model_;
  Index by_name_;                                 // of objects
  std::map<std::uint32_t, std::uint32_t> nodes_;  // by object
};

}  // namespace

void add_kubernetes_network(Graph& graph) {
  Network(graph).add();
}

}  // namespace s1::report
