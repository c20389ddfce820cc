// SPDX-License-Identifier: Apache-2.0
// Brings what a Pulumi project declares into the model. Pulumi YAML: its resources by name and type. A project in a
// programming language declares them in that language, which is not read; it stands in the model as one resource
// "pulumi:project:RUNTIME", so that the inventory names it. Stack files (Pulumi.dev.yaml) hold settings and give
// nothing.
//
// Read lightly: of properties some are taken (resource_attributes.h); resources that a component or a loop makes, are
// not looked at.
#include <string>
#include <string_view>
#include <utility>

#include "model/read.h"
#include "model/resource_attributes.h"

namespace s1::model {
namespace {

void add(const Input& input, std::string type, std::string_view name, data::Value at, data::Value properties,
         InfraModel& model) {
  Resource resource;
  resource.platform = "pulumi";
  resource.type = std::move(type);
  resource.name = name;
  resource.place = {input.file, at.line(), at.span()};
  if (keeps_attributes(resource)) add_attributes(input, properties, resource);
  model.resources.push_back(std::move(resource));
}

}  // namespace

void read_pulumi(const Input& input, InfraModel& model) {
  if (input.tree == nullptr) return;
  const data::Value root = input.tree->root();
  // `runtime: nodejs`, or a mapping with its name and options.
  const data::Value runtime = root["runtime"].is_mapping() ? root["runtime"]["name"] : root["runtime"];
  for (const data::Member& member : root["resources"].members()) {
    const data::Value type = member.value["type"];
    if (type.is_string())
      add(input, std::string(type.text()), member.key.text(), member.key, member.value["properties"], model);
  }
  if (runtime.is_string() && runtime.text() != "yaml" && root["name"].is_scalar())
    add(input, std::string("pulumi:project:").append(runtime.text()), root["name"].text(), root.key("runtime"), {},
        model);
}

}  // namespace s1::model
