// SPDX-License-Identifier: Apache-2.0
// The variables that one ENV sets, for the rules about what its values use.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "syntax/dockerfile/ast.h"

namespace s1::rules {

class EnvNeighbours {
 public:
  explicit EnvNeighbours(const dockerfile::Instruction& env) {
    if (env.kind != dockerfile::Kind::env || env.pairs.size() < 2) return;
    for (std::size_t i = 0; i < env.pairs.size(); ++i) first_.try_emplace(env.pairs[i].key.raw, i);
  }

  // The index of the pair that sets the variable, if it is another one than `at`.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name, std::size_t at) const {
    const auto found = first_.find(name);
    return found == first_.end() || found->second == at ? std::nullopt : std::optional(found->second);
  }

 private:
  std::unordered_map<std::string_view, std::size_t> first_;
};

}  // namespace s1::rules
