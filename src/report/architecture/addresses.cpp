// SPDX-License-Identifier: Apache-2.0
// Environment variables whose value is an address of a service of the model, written out or in a ConfigMap. Compose
// services are found by their name within their project, Services by their name, their name and namespace, or their
// name within the cluster.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "model/address.h"
#include "model/kubernetes_lookup.h"
#include "model/nearest.h"
#include "report/architecture/graph.h"

namespace s1::report {
namespace {

using model::Candidate;

class AddressLinker {
 public:
  explicit AddressLinker(Graph& graph) : graph_(graph), model_(graph.model) {
    for (std::size_t i = 0; i < model_.services.size(); ++i)
      compose_.emplace(
          std::pair(std::string_view(model_.services[i].project), std::string_view(model_.services[i].container.name)),
          graph.services[i]);
    for (std::uint32_t i = 0; i < model_.kubernetes_services.size(); ++i) {
      const model::KubernetesObject& object = model_.objects[model_.kubernetes_services[i].object];
      if (object.name_known && graph.kubernetes_services[i] != Graph::kNone)
        kubernetes_[object.name].push_back({graph.path_of(object.place), i});
    }
    for (auto& [name, candidates] : kubernetes_) std::ranges::stable_sort(candidates, {}, &Candidate::path);
    for (const Edge& edge : graph.result.edges)
      if (edge.kind == EdgeKind::data) leads_to_data_.emplace(edge.from, edge.to);
  }

  void link() {
    for (std::size_t i = 0; i < model_.services.size(); ++i)
      for (const model::EnvVar& variable : model_.services[i].container.env)
        for (const model::Address& address : model::addresses_in(variable.name, variable.value.text)) {
          const auto found = compose_.find({model_.services[i].project, address.host});
          if (found != compose_.end())
            connect(graph_.services[i], found->second, variable.name, variable.place, address.port);
        }
    for (std::size_t i = 0; i < model_.workloads.size(); ++i) {
      if (graph_.workloads[i] == Graph::kNone || model_.workloads[i].platform != "kubernetes") continue;
      for (const model::Container& container : model_.workloads[i].containers)
        for (const model::EnvVar& variable : container.env)
          for (const model::Address& address : model::addresses_in(variable.name, variable.value.text))
            connect(graph_.workloads[i], service_of(address.host, model_.workloads[i]), variable.name, variable.place,
                    address.port);
    }
    for (const model::Link& link : model_.links) {
      if (link.kind != model::LinkKind::consumes || link.from.entity != model::Entity::workload) continue;
      if (graph_.workloads[link.from.index] == Graph::kNone) continue;
      for (const model::ConfigAddress& address : model_.configs[link.to.index].addresses)
        connect(graph_.workloads[link.from.index], service_of(address.host, model_.workloads[link.from.index]),
                address.key, address.place, address.port);
    }
  }

 private:
  // db, db.shop, db.shop.svc, db.shop.svc.cluster.local.
  [[nodiscard]] std::uint32_t service_of(std::string_view host, const model::Workload& workload) const {
    const std::size_t dot = host.find('.');
    std::string_view name_space = workload.name_space;
    if (dot != std::string_view::npos) {
      const std::string_view rest = host.substr(dot + 1);
      name_space = rest.substr(0, rest.find('.'));
      const std::string_view domain = rest.substr(name_space.size());
      if (!domain.empty() && domain != ".svc" && !domain.starts_with(".svc.")) return Graph::kNone;
    }
    const auto found = kubernetes_.find(host.substr(0, dot));
    if (found == kubernetes_.end()) return Graph::kNone;
    const bool names_space = dot != std::string_view::npos;
    const model::Nearest near = model::nearest(found->second, graph_.path_of(workload.place), [&](std::uint32_t i) {
      const std::string& own = model_.objects[model_.kubernetes_services[i].object].name_space;
      return names_space ? model::may_be_same(own, name_space) : model::may_be_same(own, workload.name_space);
    });
    if (!near.complete || near.found.size() != 1) return Graph::kNone;
    return graph_.kubernetes_services[near.found.front()];
  }

  void connect(std::uint32_t from, std::uint32_t to, const std::string& name, const model::Place& place,
               std::string_view port) {
    if (to == Graph::kNone) return;
    Edge edge;
    const bool is_data = graph_.node(to).kind == NodeKind::data_store || leads_to_data_.contains(to);
    edge.kind = is_data ? EdgeKind::data : EdgeKind::traffic;
    edge.label = name;
    edge.port = port;
    edge.place = place;
    graph_.connect(from, to, std::move(edge));
  }

  Graph& graph_;
  const model::InfraModel& model_;
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> compose_;  // by project and name
  std::map<std::string_view, std::vector<Candidate>, std::less<>> kubernetes_;      // indices of Services
  std::map<std::uint32_t, std::uint32_t> leads_to_data_;                            // Services before data stores
};

}  // namespace

void add_addresses(Graph& graph) {
  AddressLinker(graph).link();
}

}  // namespace s1::report
