// SPDX-License-Identifier: Apache-2.0
// One Kubernetes object while it is read, and the readers of what its kind says beyond name and labels. Each has a file
// of its own; read_kubernetes.cpp says which kinds go to which.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/read.h"
#include "model/tree_value.h"
#include "model/workload.h"

namespace s1::model {

// How many uses of Secrets and ConfigMaps a file may have beyond what it writes: a volume that many containers mount is
// used by each. Past it, such a volume counts for the first of them alone.
inline constexpr std::size_t kMostRepeatedUses = 100'000;

struct KubernetesReader {
  const Input& input;
  InfraModel& model;
  data::Value root;
  std::uint32_t object = 0;          // index of model.objects
  std::size_t* uses_left = nullptr;  // what remains of kMostRepeatedUses

  [[nodiscard]] const KubernetesObject& self() const { return model.objects[object]; }
  [[nodiscard]] Value value(data::Value node) const { return literal_of(input, node); }
  [[nodiscard]] Place place(data::Value node) const { return place_of(input, node); }
  [[nodiscard]] data::Value spec() const { return root["spec"]; }

  // That the object names another one; `name` absent or null: nothing.
  void refer(std::string kind, data::Value name, data::Value port = {}, std::string host = {}) const;
  // What describes it further; nothing where that is not known. `at` is where it stands.
  void describe(std::string_view name, Value fact) const;
  void describe(std::string_view name, std::string text, data::Value at) const;
  // That it chooses by a LabelSelector, which stands under `key`; absent: nothing.
  void select(std::string_view of, data::Value holder, std::string_view key) const;
};

// The pairs of a mapping of labels. `known` is made false where there are others than known scalars.
[[nodiscard]] Labels labels_of(data::Value mapping, bool& known);
// The texts of a list's scalars, ", " between them, and "and 3 more" past `most`.
[[nodiscard]] std::string list_of(data::Value sequence, std::size_t most = 6);

void read_kubernetes_workload(const KubernetesReader& reader);
void read_kubernetes_service(const KubernetesReader& reader);
void read_ingress(const KubernetesReader& reader);
void read_gateway_route(const KubernetesReader& reader);
void read_network_policy(const KubernetesReader& reader);
void read_scaler(const KubernetesReader& reader);  // HorizontalPodAutoscaler and its like
void read_disruption_budget(const KubernetesReader& reader);
void read_role(const KubernetesReader& reader);  // Role, ClusterRole
void read_volume_claim(const KubernetesReader& reader);
void read_monitor(const KubernetesReader& reader);  // ServiceMonitor, PodMonitor
void read_role_binding(const KubernetesReader& reader);
void read_config_map(const KubernetesReader& reader);
void read_secret(const KubernetesReader& reader);
void read_external_secret(const KubernetesReader& reader);
void read_sealed_secret(const KubernetesReader& reader);
void read_certificate(const KubernetesReader& reader);
void read_application(const KubernetesReader& reader);
void read_application_set(const KubernetesReader& reader);
void read_prometheus_rule(const KubernetesReader& reader);

}  // namespace s1::model
