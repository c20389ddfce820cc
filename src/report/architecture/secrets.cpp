// SPDX-License-Identifier: Apache-2.0
// Secrets that something takes, and the stores that they come from.
#include <map>
#include <string>
#include <utility>

#include "report/architecture/graph.h"

namespace s1::report {
namespace {

std::uint32_t secret_node(Graph& graph, std::uint32_t i) {
  std::uint32_t& index = graph.configs[i];
  if (index != Graph::kNone) return index;
  const model::ConfigObject& config = graph.model.configs[i];
  if (graph.is_patch(config.place.file)) return Graph::kNone;
  Node node;
  node.kind = NodeKind::secret;
  node.what = config.platform == "compose" ? "Compose secret" : config.source;
  node.label = config.name;
  node.detail = config.platform == "compose" ? "from " + config.source : config.source;
  node.group = config.platform == "compose" ? config.project : graph.group_of(config.name_space, config.place);
  node.place = config.place;
  return index = graph.add(std::move(node));
}

}  // namespace

void add_secrets(Graph& graph) {
  const model::InfraModel& model = graph.model;
  for (const model::Link& link : model.links) {
    if (link.kind != model::LinkKind::consumes || model.configs[link.to.index].kind != model::ConfigKind::secret)
      continue;
    const std::uint32_t taker =
        link.from.entity == model::Entity::service ? graph.services[link.from.index] : graph.workloads[link.from.index];
    if (taker == Graph::kNone) continue;
    Edge edge;
    edge.kind = EdgeKind::takes;
    edge.place = graph.node(taker).place;
    graph.connect(taker, secret_node(graph, link.to.index), std::move(edge));
  }
  // External ones also where nobody here takes them: who does may be elsewhere.
  std::map<std::pair<model::FileId, std::uint32_t>, std::uint32_t> external;  // by file and where its kind stands
  for (std::uint32_t i = 0; i < model.configs.size(); ++i)
    if (model.configs[i].source == "ExternalSecret")
      external.emplace(std::pair(model.configs[i].place.file, model.configs[i].place.span.begin),
                       secret_node(graph, i));
  std::map<std::pair<std::string, std::string>, std::uint32_t> stores;
  for (const model::ObjectReference& reference : model.references) {
    if (!reference.kind.ends_with("SecretStore") || !reference.name.known()) continue;
    const model::Place& place = model.objects[reference.object].place;
    const auto secret = external.find({place.file, place.span.begin});
    if (secret == external.end() || secret->second == Graph::kNone) continue;
    const auto [store, is_new] = stores.try_emplace({reference.kind, reference.name.text}, Graph::kNone);
    if (is_new) {
      Node node;
      node.kind = NodeKind::external;
      node.what = reference.kind;
      node.label = reference.name.text;
      node.detail = "store of secrets";
      node.place = reference.place;
      store->second = graph.add(std::move(node));
    }
    Edge edge;
    edge.kind = EdgeKind::takes;
    edge.place = reference.place;
    graph.connect(secret->second, store->second, std::move(edge));
  }
}

}  // namespace s1::report
