// SPDX-License-Identifier: Apache-2.0
// The graph while it is made. Each part of a model has a file of its own here that adds its nodes and edges.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "model/infra_model.h"
#include "report/architecture.h"

namespace s1::report {

class Graph {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  explicit Graph(const model::InfraModel& model);  // which must outlive it

  std::uint32_t add(Node node);
  // Nothing where either end is kNone, both are one, or the same edge is there.
  void connect(std::uint32_t from, std::uint32_t to, Edge edge);

  [[nodiscard]] bool are_connected(std::uint32_t from, std::uint32_t to) const {
    const auto at = edges_.lower_bound({from, to, EdgeKind::traffic, "", ""});
    return at != edges_.end() && std::get<0>(*at) == from && std::get<1>(*at) == to;
  }
  [[nodiscard]] const Node& node(std::uint32_t index) const { return result.nodes[index]; }
  [[nodiscard]] std::string_view path_of(const model::Place& place) const { return model.paths[place.file]; }
  // Whether a kustomization takes this file as a patch: its objects are declared elsewhere.
  [[nodiscard]] bool is_patch(model::FileId file) const { return patches_.contains(model.paths[file]); }
  // How an object of Kubernetes is grouped: by its namespace, else by its folder.
  [[nodiscard]] std::string group_of(std::string_view name_space, const model::Place& place) const;
  // "folder": of a file that stands in the root itself ".".
  [[nodiscard]] std::string folder_of(const model::Place& place) const;

  const model::InfraModel& model;
  Architecture result;
  // The node of each entity of the model; kNone where it has none.
  std::vector<std::uint32_t> services;
  std::vector<std::uint32_t> workloads;
  std::vector<std::uint32_t> kubernetes_services;
  std::vector<std::uint32_t> images;
  std::vector<std::uint32_t> pipelines;
  std::vector<std::uint32_t> charts;
  std::vector<std::uint32_t> configs;

 private:
  std::unordered_set<std::string_view> patches_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, EdgeKind, std::string, std::string>> edges_;
};

// What an image is, where it is a data store: "PostgreSQL"; else empty.
[[nodiscard]] std::string_view data_store_of(const model::Value& image);
// As it is shown: without the digest.
[[nodiscard]] std::string image_label(const model::Value& image);

void add_compose(Graph& graph);
void add_workloads(Graph& graph);           // Kubernetes and ECS
void add_kubernetes_network(Graph& graph);  // Services, Ingresses, routes
void add_cloud(Graph& graph);               // resources by their types
void add_delivery(Graph& graph);            // images, pipelines, charts, applications
void add_secrets(Graph& graph);
void add_addresses(Graph& graph);     // environment variables that name a service
void add_dependencies(Graph& graph);  // Compose's depends_on, where no address says as much

}  // namespace s1::report
