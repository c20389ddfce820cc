// SPDX-License-Identifier: Apache-2.0
// Brings a Compose project into the model: its services, its secrets and configs. What is light is said where it is
// read: compose_project.h and compose_service.cpp.
#include <string>
#include <string_view>
#include <utility>

#include "model/compose_project.h"
#include "model/compose_service.h"
#include "model/read.h"
#include "model/tree_value.h"
#include "workspace/names.h"

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

// The file that the highest layer names, from the project's folder.
std::string mounted_file(const ComposeEntry& entry, std::string_view folder) {
  std::string file;
  for (const Layer& layer : entry.layers)
    if (const data::Value value = layer.node["file"]; value.is_string()) file = value.text();
  if (file.empty() || file.starts_with('/') || file.starts_with('~') || file.contains('$')) return {};
  return workspace::normalised(workspace::join(folder, file)).value_or(std::string());
}

}  // namespace

void read_compose(std::span<const Input> files, InfraModel& model, std::size_t starts) {
  const ComposeProject project(files, starts);
  const auto add_configs = [&](const std::vector<ComposeEntry>& entries, ConfigKind kind) {
    for (const ComposeEntry& entry : entries) {
      if (!entry.layers.exists()) continue;
      ConfigObject object = config_object(entry, kind);
      object.project = project.path();
      object.file = mounted_file(entry, workspace::parent_path(project.path()));
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
