// SPDX-License-Identifier: Apache-2.0
// Which workloads a selector chooses.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/infra_model.h"
#include "model/kustomize_effects.h"
#include "model/nearest.h"

namespace s1::model {

// A namespace that is not written is set by whoever applies the file, so it may be any.
[[nodiscard]] bool may_be_same(std::string_view name_space, std::string_view other);

// Whether every pair of `wanted` is among `labels`.
[[nodiscard]] bool has_labels(const Labels& labels, const Labels& wanted);

// A selector without the labels that a controller gives its pods, which no manifest says: a StatefulSet's pod name, a
// Job's name.
[[nodiscard]] Labels written_labels(const Labels& selector);

class WorkloadsByLabel {
 public:
  explicit WorkloadsByLabel(const InfraModel& model);  // which must outlive it and keep its workloads

  // The nearest workloads whose pods the service selects, by the labels that are written and those that kustomizations
  // put on them. None where these are not known or there are none; where there may be some that are not known, it is
  // not complete.
  [[nodiscard]] Nearest selected_by(const KubernetesService& service) const;

 private:
  const InfraModel& model_;
  KustomizeEffects kustomized_;
  std::unordered_map<std::string, std::vector<Candidate>> by_label_;  // "key=value"
};

}  // namespace s1::model
