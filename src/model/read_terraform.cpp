// SPDX-License-Identifier: Apache-2.0
// Brings what Terraform and OpenTofu files declare into the model: the headers of resource, data and module blocks at
// the top of a file, in HCL or in its JSON form. Read lightly: of a block's body, only some attributes that are written
// out are taken (resource_attributes.h), so that count, for_each, providers and what is inside dynamic blocks are not
// known, and an override file's blocks come as their own.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/resource_roles.h"
#include "model/read.h"
#include "model/resource_attributes.h"
#include "syntax/hcl/attributes.h"
#include "syntax/hcl/outline.h"

namespace s1::model {
namespace {

// A resource, a data source or a module by what its block is called; false where the model has no place for it.
bool name_resource(std::string_view block, const std::vector<std::string_view>& labels, Resource& resource) {
  resource.platform = "terraform";
  if (block == "module" && labels.size() == 1) {
    resource.type = "module";
    resource.name = labels[0];
    return true;
  }
  if ((block != "resource" && block != "data") || labels.size() != 2) return false;
  resource.type = block == "data" ? "data." : "";
  resource.type += labels[0];
  resource.name = labels[1];
  return true;
}

void add_literals(const Input& input, const hcl::Block& block, Resource& resource) {
  for (hcl::LiteralAttribute& attribute : hcl::literal_attributes(*input.source, block)) {
    if (resource.attributes.size() == kMostKeptAttributes) return;
    if (attribute.text.empty() || facts::topic_of_attribute(attribute.path).empty()) continue;
    const Place place{input.file, input.source->line_of(attribute.span.begin), attribute.span};
    resource.attributes.push_back({std::move(attribute.path), {State::known, std::string(attribute.text), place, {}}});
  }
}

void read_hcl(const Input& input, InfraModel& model) {
  for (const hcl::Block& block : input.hcl->blocks) {
    Resource resource;
    if (!name_resource(block.type, block.labels, resource)) continue;
    resource.place = {input.file, input.source->line_of(block.header.begin), block.header};
    if (keeps_attributes(resource)) add_literals(input, block, resource);
    model.resources.push_back(std::move(resource));
  }
}

// {"resource": {"aws_vpc": {"main": {…}}}}; each level may be a list of such.
class JsonReader {
 public:
  JsonReader(const Input& input, InfraModel& model) : input_(input), model_(model) {}

  void read(data::Value root) {
    for (const data::Member& block : members_of(root)) {
      const std::string_view name = block.key.text();
      const bool has_type = name == "resource" || name == "data";
      if (!has_type && name != "module") continue;
      for (const data::Member& first : members_of(block.value)) {
        if (!has_type) {
          add(name, {first.key.text()}, first.key, first.value);
          continue;
        }
        for (const data::Member& second : members_of(first.value))
          add(name, {first.key.text(), second.key.text()}, second.key, second.value);
      }
    }
  }

 private:
  static std::vector<data::Member> members_of(data::Value value) {
    std::vector<data::Member> all = value.members();
    for (const data::Value item : value.items())
      for (const data::Member& member : item.members()) all.push_back(member);
    return all;
  }
  void add(std::string_view block, const std::vector<std::string_view>& labels, data::Value key, data::Value body) {
    Resource resource;
    if (!name_resource(block, labels, resource)) return;
    resource.place = {input_.file, key.line(), key.span()};
    if (keeps_attributes(resource)) add_attributes(input_, body, resource);
    model_.resources.push_back(std::move(resource));
  }

  const Input& input_;
  InfraModel& model_;
};

}  // namespace

void read_terraform(const Input& input, InfraModel& model) {
  if (input.tree != nullptr)
    JsonReader(input, model).read(input.tree->root());
  else if (input.hcl != nullptr)
    read_hcl(input, model);
}

}  // namespace s1::model
