// SPDX-License-Identifier: Apache-2.0
// Workloads of Kubernetes and ECS. One that names no image anywhere is a patch of another, and none of its own.
#include <algorithm>
#include <string>
#include <utility>

#include "report/architecture/graph.h"

namespace s1::report {
namespace {

bool has_image(const model::Workload& workload) {
  return std::ranges::any_of(workload.containers, [](const model::Container& container) {
    return container.image.state != model::State::absent && container.image.state != model::State::null;
  });
}

// What its first container is that is a data store; sidecars and init containers tell nothing.
std::string_view store_of(const model::Workload& workload) {
  for (const model::Container& container : workload.containers)
    if (!container.is_init) return data_store_of(container.image);
  return {};
}

}  // namespace

void add_workloads(Graph& graph) {
  for (std::size_t i = 0; i < graph.model.workloads.size(); ++i) {
    const model::Workload& workload = graph.model.workloads[i];
    if (!has_image(workload) || graph.is_patch(workload.place.file)) continue;
    const std::string_view store = store_of(workload);
    Node node;
    node.kind = store.empty() ? NodeKind::service : NodeKind::data_store;
    node.what = !store.empty() ? std::string(store) : workload.platform == "ecs" ? "ECS task" : workload.kind;
    node.label = workload.name.empty() ? "(generated name)" : workload.name;
    for (const model::Container& container : workload.containers) {
      if (container.is_init || container.image.text.empty()) continue;
      node.detail = image_label(container.image);
      break;
    }
    node.group = workload.platform == "ecs" ? "ECS" : graph.group_of(workload.name_space, workload.place);
    node.place = workload.place;
    graph.workloads[i] = graph.add(std::move(node));
  }
}

}  // namespace s1::report
