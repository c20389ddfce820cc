// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/anchors.h"

#include <fmt/format.h>

namespace s1::yaml {

void Anchors::define(std::string_view name, data::NodeId node) {
  by_name_[name] = {node, 0};
}

void Anchors::close(std::string_view name, data::NodeId node, std::uint64_t size) {
  const auto found = by_name_.find(name);
  // The name may have been given again within the node.
  if (found != by_name_.end() && found->second.node == node) found->second.size = size;
}

Anchors::Target Anchors::find(std::string_view name, Span alias) {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) {
    if (!reporter_.full())
      reporter_.add(alias, "unknown-alias", fmt::format("No value before this alias has the anchor &{}", name),
                    fmt::format("put &{} before the value that is meant, or correct the name", name));
    return {};
  }
  const Anchor& anchor = found->second;
  if (anchor.size == 0) {
    if (!reporter_.full())
      reporter_.add(alias, "recursive-alias", fmt::format("The value of &{} holds this alias of itself", name),
                    "write the value without it");
    return {};
  }
  const bool was_bomb = are_bomb();
  followed_ = saturating_sum(followed_, anchor.size);
  if (are_bomb() && !was_bomb)
    reporter_.add(
        alias, "alias-bomb",
        fmt::format("The aliases of this file stand for more than {} values; none is followed", data::kMostExpanded),
        "write the values out, or anchor smaller ones");
  return {anchor.node, anchor.size};
}

}  // namespace s1::yaml
