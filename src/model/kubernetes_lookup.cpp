// SPDX-License-Identifier: Apache-2.0
#include "model/kubernetes_lookup.h"

#include <algorithm>
#include <array>
#include <utility>

namespace s1::model {
namespace {

std::string label_key(const std::pair<std::string, std::string>& label) {
  return label.first + "=" + label.second;
}

}  // namespace

bool may_be_same(std::string_view name_space, std::string_view other) {
  return name_space == other || name_space.empty() || other.empty();
}

bool has_labels(const Labels& labels, const Labels& wanted) {
  return std::ranges::all_of(wanted, [&](const auto& pair) { return std::ranges::find(labels, pair) != labels.end(); });
}

Labels written_labels(const Labels& selector) {
  static constexpr std::array<std::string_view, 6> by_controllers = {"statefulset.kubernetes.io/pod-name",
                                                                     "apps.kubernetes.io/pod-index",
                                                                     "controller-revision-hash",
                                                                     "controller-uid",
                                                                     "job-name",
                                                                     "pod-template-hash"};
  Labels written;
  for (const auto& label : selector)
    if (std::ranges::find(by_controllers, label.first) == by_controllers.end() &&
        !label.first.starts_with("batch.kubernetes.io/"))
      written.push_back(label);
  return written;
}

WorkloadsByLabel::WorkloadsByLabel(const InfraModel& model) : model_(model) {
  for (std::uint32_t i = 0; i < model.workloads.size(); ++i)
    for (const auto& label : model.workloads[i].pod_labels)
      by_label_[label_key(label)].push_back({model.paths[model.workloads[i].place.file], i});
  for (auto& [label, candidates] : by_label_) std::ranges::stable_sort(candidates, {}, &Candidate::path);
}

Nearest WorkloadsByLabel::selected_by(const KubernetesService& service) const {
  if (!service.selector_known) return {};
  const Labels wanted = written_labels(service.selector);
  if (wanted.empty()) return {};
  // Whoever is selected has each of the labels: the rarest has the fewest to look at.
  const std::vector<Candidate>* fewest = nullptr;
  for (const auto& label : wanted) {
    const auto found = by_label_.find(label_key(label));
    if (found == by_label_.end()) return {};
    if (fewest == nullptr || found->second.size() < fewest->size()) fewest = &found->second;
  }
  const KubernetesObject& object = model_.objects[service.object];
  return nearest(*fewest, model_.paths[object.place.file], [&](std::uint32_t i) {
    const Workload& workload = model_.workloads[i];
    return may_be_same(workload.name_space, object.name_space) && has_labels(workload.pod_labels, wanted);
  });
}

}  // namespace s1::model
