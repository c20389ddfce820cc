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
  workload.containers = pod_containers(reader, spec);
  workload.place = object.place;
  for (const data::Value secret : spec["imagePullSecrets"].items()) reader.refer("Secret", secret["name"]);
  // A Rollout may take the pods of a Deployment.
  if (const data::Value of = reader.spec()["workloadRef"]) {
    reader.refer(text_of(of["kind"]), of["name"]);
    workload.labels_known = false;
  }
  reader.model.workloads.push_back(std::move(workload));
}

}  // namespace s1::model
