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

const std::unordered_map<std::string_view, std::string_view>& topics() {
  static const std::unordered_map<std::string_view, std::string_view> table = [] {
    std::unordered_map<std::string_view, std::string_view> result;
    for (const Row& row : read_table(embedded_fact("resource_attributes.tsv"))) result.try_emplace(row[0], row[1]);
    return result;
  }();
  return table;
}

}  // namespace

std::string_view topic_of_attribute(std::string_view path) {
  const std::size_t last = path.rfind('.');
  if (const auto found = topics().find(last == std::string_view::npos ? path : path.substr(last + 1));
      found != topics().end())
    return found->second;
  if (last == std::string_view::npos) return {};
  const std::size_t before = path.substr(0, last).rfind('.');
  const auto found = topics().find(before == std::string_view::npos ? path : path.substr(before + 1));
  return found == topics().end() ? std::string_view() : found->second;
}

const ResourceRole* find_resource_role(std::string_view type) {
  const auto found = roles().find(without_module_path(type));
  return found == roles().end() ? nullptr : &found->second;
}

}  // namespace s1::facts
