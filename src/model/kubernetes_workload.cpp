// SPDX-License-Identifier: Apache-2.0
// What runs pods: where each kind has its pod template, and what is said of it.
#include <utility>

#include "model/kubernetes_object.h"
#include "model/kubernetes_pod.h"

namespace s1::model {

namespace {

// What has the pod's metadata and spec.
data::Value template_of(const KubernetesReader& reader) {
  const std::string& kind = reader.self().kind;
  if (kind == "Pod") return reader.root;
  if (kind == "CronJob") return reader.spec()["jobTemplate"]["spec"]["template"];
  return reader.spec()["template"];
}

// Deployments and DaemonSets name it in different places; a Rollout's strategy is the key under it.
Value strategy_of(const KubernetesReader& reader) {
  const data::Value spec = reader.spec();
  const data::Value strategy = spec["strategy"] ? spec["strategy"] : spec["updateStrategy"];
  if (strategy["type"]) return reader.value(strategy["type"]);
  for (const char* const key : {"canary", "blueGreen"})
    if (const data::Value node = strategy.key(key)) return reader.value(node);
  return {};
}

Labels told_annotations(data::Value annotations) {
  constexpr std::size_t kMostAnnotations = 32;
  Labels told;
  for (const data::Member& member : annotations.members()) {
    const std::string_view name = member.key.text();
    if ((name.starts_with("prometheus.io/") || name.starts_with("vault.hashicorp.com/")) &&
        told.size() < kMostAnnotations)
      told.emplace_back(name, member.value.text());
  }
  return told;
}

}  // namespace

void read_kubernetes_workload(const KubernetesReader& reader) {
  const KubernetesObject& object = reader.self();
  const data::Value pod = template_of(reader);
  const data::Value spec = pod["spec"];
  Workload workload;
  workload.platform = "kubernetes";
  workload.object = reader.object;
  workload.kind = object.kind;
  workload.name = object.name;
  workload.name_space = object.name_space;
  workload.pod_labels = labels_of(pod["metadata"]["labels"], workload.labels_known);
  workload.replicas = reader.value(reader.spec()["replicas"]);
  workload.service_account =
      reader.value(spec["serviceAccountName"] ? spec["serviceAccountName"] : spec["serviceAccount"]);
  workload.mounts_token = reader.value(spec["automountServiceAccountToken"]);
  workload.strategy = strategy_of(reader);
  if (workload.kind == "CronJob") workload.schedule = reader.value(reader.spec()["schedule"]);
  workload.pod_annotations = told_annotations(pod["metadata"]["annotations"]);
  workload.containers = pod_containers(reader, spec);
  workload.place = object.place;
  for (const data::Value claim : reader.spec()["volumeClaimTemplates"].items())
    reader.describe("storage", reader.value(claim["spec"]["resources"]["requests"]["storage"]));
  for (const data::Value secret : spec["imagePullSecrets"].items()) reader.refer("Secret", secret["name"]);
  // A Rollout may take the pods of a Deployment.
  if (const data::Value of = reader.spec()["workloadRef"]) {
    reader.refer(text_of(of["kind"]), of["name"]);
    workload.labels_known = false;
  }
  reader.model.workloads.push_back(std::move(workload));
}

}  // namespace s1::model
