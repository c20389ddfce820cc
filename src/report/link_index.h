// SPDX-License-Identifier: Apache-2.0
// The links of a model, found by either end.
#pragma once
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <vector>

#include "model/infra_model.h"

namespace s1::report {

class LinkIndex {
 public:
  explicit LinkIndex(const model::InfraModel& model);  // which must outlive it

  // Who is at the other end of the links from or to an entity, all its parts together, as {kind, name, path, line},
  // each once; at most kMostShown.
  [[nodiscard]] nlohmann::ordered_json to(model::LinkKind kind, model::Entity entity, std::size_t index) const;
  [[nodiscard]] nlohmann::ordered_json from(model::LinkKind kind, model::Entity entity, std::size_t index) const;

  static constexpr std::size_t kMostShown = 20;

 private:
  using Key = std::tuple<model::LinkKind, model::Entity, std::uint32_t>;
  [[nodiscard]] nlohmann::ordered_json describe(const std::vector<model::Ref>& refs) const;

  const model::InfraModel& model_;
  std::map<Key, std::vector<model::Ref>> from_;  // by the entity that the link is from: whom it leads to
  std::map<Key, std::vector<model::Ref>> to_;
};

}  // namespace s1::report
