// SPDX-License-Identifier: Apache-2.0
// Cloud resources whose type says that they run something, keep data, or let traffic in: facts/resource_roles.tsv.
#include <string>
#include <utility>

#include "facts/resource_roles.h"
#include "report/architecture/graph.h"

namespace s1::report {

void add_cloud(Graph& graph) {
  for (const model::Resource& resource : graph.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role == nullptr) continue;
    Node node;
    if (role->role == "data_store")
      node.kind = NodeKind::data_store;
    else if (role->role == "entry")
      node.kind = NodeKind::entry;
    else if (role->role == "service")
      node.kind = NodeKind::service;
    else if (role->role == "secret")
      node.kind = NodeKind::secret;
    else
      continue;
    node.what = role->product;
    node.label = resource.name;
    node.detail = resource.type;
    node.group = graph.folder_of(resource.place);
    node.place = resource.place;
    graph.add(std::move(node));
  }
}

}  // namespace s1::report
