// SPDX-License-Identifier: Apache-2.0
#include "report/architecture/graph.h"

#include <utility>

#include "facts/data_stores.h"
#include "model/image_name.h"
#include "workspace/names.h"

namespace s1::report {

Graph::Graph(const model::InfraModel& of)
    : model(of),
      services(of.services.size(), kNone),
      workloads(of.workloads.size(), kNone),
      kubernetes_services(of.kubernetes_services.size(), kNone),
      images(of.images.size(), kNone),
      pipelines(of.pipelines.size(), kNone),
      charts(of.charts.size(), kNone),
      configs(of.configs.size(), kNone) {
  for (const model::Kustomization& kustomization : of.kustomizations)
    for (const std::string& patch : kustomization.patches) patches_.insert(patch);
}

std::uint32_t Graph::add(Node node) {
  result.nodes.push_back(std::move(node));
  return static_cast<std::uint32_t>(result.nodes.size() - 1);
}

void Graph::connect(std::uint32_t from, std::uint32_t to, Edge edge) {
  if (from == kNone || to == kNone || from == to) return;
  if (!edges_.emplace(from, to, edge.kind, edge.label, edge.host).second) return;
  edge.from = from;
  edge.to = to;
  result.edges.push_back(std::move(edge));
}

std::string Graph::folder_of(const model::Place& place) const {
  const std::string_view folder = workspace::parent_path(path_of(place));
  return folder.empty() ? "." : std::string(folder);
}

std::string Graph::group_of(std::string_view name_space, const model::Place& place) const {
  return name_space.empty() ? folder_of(place) : "namespace " + std::string(name_space);
}

std::string_view data_store_of(const model::Value& image) {
  const auto name = model::repository_of(image);
  const facts::DataStore* const store = name ? facts::find_data_store(*name) : nullptr;
  return store == nullptr ? std::string_view() : store->product;
}

std::string image_label(const model::Value& image) {
  return image.text.substr(0, image.text.find('@'));
}

}  // namespace s1::report
