// SPDX-License-Identifier: Apache-2.0
#include "model/resource_attributes.h"

#include <utility>
#include <vector>

#include "facts/resource_roles.h"
#include "model/tree_value.h"

namespace s1::model {

bool keeps_attributes(const Resource& resource) {
  return facts::find_resource_role(resource.type) != nullptr;
}

void add_attributes(const Input& input, data::Value properties, Resource& resource) {
  constexpr std::size_t kMostDepth = 4;
  constexpr std::size_t kMostVisited = 500;
  struct Open {
    data::Value node;
    std::string path;
    std::size_t depth = 0;
  };
  std::vector<Open> open;
  open.push_back({properties, {}, 0});
  std::size_t visited = 0;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Open each = open[i];
    for (const data::Member& member : each.node.members()) {
      if (++visited > kMostVisited || resource.attributes.size() == kMostKeptAttributes) return;
      std::string path = each.path + std::string(member.key.text());
      if (member.value.is_scalar()) {
        Value value = literal_of(input, member.value);
        if (value.known() && !value.text.empty() && !facts::topic_of_attribute(path).empty())
          resource.attributes.push_back({std::move(path), std::move(value)});
      } else if (each.depth < kMostDepth) {
        path += '.';
        if (member.value.is_mapping()) open.push_back({member.value, path, each.depth + 1});
        for (const data::Value item : member.value.items())
          if (item.is_mapping() && open.size() < kMostVisited) open.push_back({item, path, each.depth + 1});
      }
    }
  }
}

}  // namespace s1::model
