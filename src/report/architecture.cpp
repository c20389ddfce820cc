// SPDX-License-Identifier: Apache-2.0
#include "report/architecture.h"

#include <utility>

#include "report/architecture/graph.h"

namespace s1::report {

Architecture architecture(const model::InfraModel& model) {
  Graph graph(model);
  // 1. What runs, and how it is reached.
  add_compose(graph);
  add_workloads(graph);
  add_kubernetes_network(graph);
  add_cloud(graph);
  // 2. Who reaches whom.
  add_addresses(graph);
  add_dependencies(graph);
  // 3. Where it comes from, and what it takes.
  add_delivery(graph);
  add_secrets(graph);
  return std::move(graph.result);
}

}  // namespace s1::report
