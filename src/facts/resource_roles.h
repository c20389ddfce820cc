// SPDX-License-Identifier: Apache-2.0
// What the type of a cloud resource says of its part in an architecture: facts/resource_roles.tsv, read when first
// used.
#pragma once
#include <string_view>

namespace s1::facts {

struct ResourceRole {
  // data_store, entry, service, secret, key, identity, logging, alarm, metrics, backup, scaling, cost, network_policy
  std::string_view role;
  std::string_view product;  // "RDS database"; begins a sentence's noun
};

// `type` as Terraform, CloudFormation or Pulumi names it. Null where nothing is known.
[[nodiscard]] const ResourceRole* find_resource_role(std::string_view type);

// What an attribute tells: cost, scaling, reliability, backup, security, logging, database; empty where it is not told
// of (facts/resource_attributes.tsv). `path`: its name, with those of the blocks around it before: "settings.tier".
[[nodiscard]] std::string_view topic_of_attribute(std::string_view path);

}  // namespace s1::facts
