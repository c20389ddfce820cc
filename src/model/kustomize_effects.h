// SPDX-License-Identifier: Apache-2.0
// What all kustomizations that take a file, also by way of others, do to what stands in it.
#pragma once
#include <set>
#include <string_view>
#include <unordered_map>

#include "model/infra_model.h"

namespace s1::model {

struct KustomizeEffect {
  Labels selector_labels;  // as in Kustomization, of all of them
  Labels pod_labels;
  bool sets_namespace = false;
  bool is_open = false;  // anything else may be done to it
};

class KustomizeEffects {
 public:
  explicit KustomizeEffects(const InfraModel& model);

  // On a file that no kustomization takes: none.
  [[nodiscard]] const KustomizeEffect& on(FileId file) const;
  // Whether pods that are not known may belong to what lies there: an open kustomization lies in a folder above, or in
  // one beside it.
  [[nodiscard]] bool is_near_open(std::string_view path) const;

 private:
  std::unordered_map<FileId, KustomizeEffect> effects_;
  std::set<std::string_view> open_folders_;  // those that hold the folders of open kustomizations
};

}  // namespace s1::model
