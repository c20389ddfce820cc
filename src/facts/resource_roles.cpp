// SPDX-License-Identifier: Apache-2.0
#include "facts/resource_roles.h"

#include <string>
#include <unordered_map>

#include "facts/embedded.h"
#include "facts/table.h"

namespace s1::facts {
namespace {

const std::unordered_map<std::string_view, ResourceRole>& roles() {
  static const std::unordered_map<std::string_view, ResourceRole> table = [] {
    std::unordered_map<std::string_view, ResourceRole> result;
    for (const Row& row : read_table(embedded_fact("resource_roles.tsv")))
      result.try_emplace(row[0], ResourceRole{row[1], row[2]});
    return result;
  }();
  return table;
}

// aws:rds/instance:Instance is aws:rds:Instance.
std::string without_module_path(std::string_view type) {
  const std::size_t slash = type.find('/');
  const std::size_t colon = type.rfind(':');
  if (slash == std::string_view::npos || colon == std::string_view::npos || colon < slash) return std::string(type);
  return std::string(type.substr(0, slash)).append(type.substr(colon));
}

}  // namespace

const ResourceRole* find_resource_role(std::string_view type) {
  const auto found = roles().find(without_module_path(type));
  return found == roles().end() ? nullptr : &found->second;
}

}  // namespace s1::facts
