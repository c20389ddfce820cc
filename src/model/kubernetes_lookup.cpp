// SPDX-License-Identifier: Apache-2.0
#include "model/kubernetes_lookup.h"

#include <algorithm>
#include <array>
#include <initializer_list>
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

WorkloadsByLabel::WorkloadsByLabel(const InfraModel& model) : model_(model), kustomized_(model) {
  for (std::uint32_t i = 0; i < model.workloads.size(); ++i) {
    const Workload& workload = model.workloads[i];
    const KustomizeEffect& effect = kustomized_.on(workload.place.file);
    for (const Labels* const labels : {&workload.pod_labels, &effect.selector_labels, &effect.pod_labels})
      for (const auto& label : *labels) by_label_[label_key(label)].push_back({model.paths[workload.place.file], i});
  }
  for (auto& [label, candidates] : by_label_) std::ranges::stable_sort(candidates, {}, &Candidate::path);
}

Nearest WorkloadsByLabel::selected_by(const KubernetesService& service) const {
  if (!service.selector_known) return {};
  const KubernetesObject& object = model_.objects[service.object];
  const KustomizeEffect& effect = kustomized_.on(object.place.file);
  Labels wanted = written_labels(service.selector);
  if (wanted.empty()) return {};
  // Whoever sets a label on the selector sets it on the pods too.
  std::erase_if(wanted, [&](const auto& label) {
    return std::ranges::find(effect.selector_labels, label.first, &Labels::value_type::first) !=
           effect.selector_labels.end();
  });
  const std::string& path = model_.paths[object.place.file];
  const Nearest none{{}, !wanted.empty() && !effect.is_open && !kustomized_.is_near_open(path)};
  if (wanted.empty()) return none;
  // Whoever is selected has each of the labels: the rarest has the fewest to look at.
  const std::vector<Candidate>* fewest = nullptr;
  for (const auto& label : wanted) {
    const auto found = by_label_.find(label_key(label));
    if (found == by_label_.end()) return none;
    if (fewest == nullptr || found->second.size() < fewest->size()) fewest = &found->second;
  }
  Nearest selected = nearest(*fewest, path, [&](std::uint32_t i) {
    const Workload& workload = model_.workloads[i];
    const KustomizeEffect& on_pods = kustomized_.on(workload.place.file);
    const bool any_namespace = effect.sets_namespace || on_pods.sets_namespace;
    return (any_namespace || may_be_same(workload.name_space, object.name_space)) &&
           std::ranges::all_of(wanted, [&](const auto& label) {
             return std::ranges::any_of(
                 std::initializer_list<const Labels*>{&workload.pod_labels, &on_pods.selector_labels,
                                                      &on_pods.pod_labels},
                 [&](const Labels* labels) { return std::ranges::find(*labels, label) != labels->end(); });
           });
  });
  return selected.found.empty() && selected.complete ? none : selected;
}

}  // namespace s1::model
