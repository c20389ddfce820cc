// SPDX-License-Identifier: Apache-2.0
// Brings a Compose project into the model: its services, its secrets and configs. What is light is said where it is
// read: compose_project.h and compose_service.cpp.
#include <utility>

#include "model/compose_project.h"
#include "model/compose_service.h"
#include "model/read.h"
#include "model/tree_value.h"

namespace s1::model {
namespace {

// How it comes is said by the highest layer that says it.
ConfigObject config_object(const ComposeEntry& entry, ConfigKind kind) {
  ConfigObject object;
  object.kind = kind;
  object.platform = "compose";
  object.name = entry.name;
  object.place = entry.place;
  for (const Layer& layer : entry.layers)
    for (const char* const source : {"file", "environment", "content", "external"})
      if (const data::Value value = layer.node[source]; value && !value.is_null() && value.text() != "false")
        object.source = source;
  return object;
}

}  // namespace

void read_compose(std::span<const Input> files, InfraModel& model, std::size_t starts) {
  const ComposeProject project(files, starts);
  const auto add_configs = [&](const std::vector<ComposeEntry>& entries, ConfigKind kind) {
    for (const ComposeEntry& entry : entries) {
      if (!entry.layers.exists()) continue;
      ConfigObject object = config_object(entry, kind);
      object.project = project.path();
      model.configs.push_back(std::move(object));
    }
  };
  for (const ComposeEntry& entry : project.services()) {
    if (!entry.layers.exists() || !entry.layers.top().node.is_mapping()) continue;
    Service service = compose_service(entry);
    service.project = project.path();
    model.services.push_back(std::move(service));
  }
  add_configs(project.secrets(), ConfigKind::secret);
  add_configs(project.configs(), ConfigKind::config);
}

}  // namespace s1::model
