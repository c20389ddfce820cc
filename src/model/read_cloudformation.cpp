// SPDX-License-Identifier: Apache-2.0
// Brings the resources of CloudFormation and SAM templates, in YAML or JSON, into the model: logical id and type.
// Read lightly: of properties some are taken (resource_attributes.h); conditions, macros and what nested stacks hold
// are not looked at, and Fn::ForEach loops, which have no logical id of their own, are left out.
#include <string>
#include <utility>

#include "model/read.h"
#include "model/resource_attributes.h"

namespace s1::model {

void read_cloudformation(const Input& input, InfraModel& model) {
  if (input.tree == nullptr) return;
  for (const data::Member& member : input.tree->root()["Resources"].members()) {
    const data::Value type = member.value["Type"];
    if (!type.is_string()) continue;
    Resource resource;
    resource.platform = "cloudformation";
    resource.type = type.text();
    resource.name = member.key.text();
    resource.place = {input.file, member.key.line(), member.key.span()};
    if (keeps_attributes(resource)) add_attributes(input, member.value["Properties"], resource);
    model.resources.push_back(std::move(resource));
  }
}

}  // namespace s1::model
