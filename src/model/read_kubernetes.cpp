// SPDX-License-Identifier: Apache-2.0
// Brings Kubernetes manifests into the model: every mapping with a `kind` is an object, whatever the kind; the ones
// below are read further, and whatever has a pod template is a workload. Lists are opened. Light: schemas and API
// versions are not judged, and what controllers would make of an object (a Certificate's Secret apart) is not known.
#include <algorithm>
#include <array>
#include <utility>

#include "model/kubernetes_object.h"
#include "model/read.h"

namespace s1::model {
namespace {

struct KindReader {
  std::string_view kind;
  std::string_view group;  // "*": whichever. Other groups have a Service or an Application of their own
  void (*read)(const KubernetesReader&);
};

constexpr std::array kKinds = {
    KindReader{"Application", "argoproj.io", read_application},
    KindReader{"ApplicationSet", "argoproj.io", read_application_set},
    KindReader{"Certificate", "cert-manager.io", read_certificate},
    KindReader{"ClusterRole", "rbac.authorization.k8s.io", read_role},
    KindReader{"ClusterRoleBinding", "*", read_role_binding},
    KindReader{"ConfigMap", "", read_config_map},
    KindReader{"CronJob", "*", read_kubernetes_workload},
    KindReader{"DaemonSet", "*", read_kubernetes_workload},
    KindReader{"Deployment", "*", read_kubernetes_workload},
    KindReader{"ExternalSecret", "*", read_external_secret},
    KindReader{"GRPCRoute", "*", read_gateway_route},
    KindReader{"HTTPRoute", "*", read_gateway_route},
    KindReader{"HorizontalPodAutoscaler", "*", read_scaler},
    KindReader{"Ingress", "*", read_ingress},
    KindReader{"Job", "batch", read_kubernetes_workload},
    KindReader{"NetworkPolicy", "networking.k8s.io", read_network_policy},
    KindReader{"NetworkPolicy", "extensions", read_network_policy},
    KindReader{"PersistentVolumeClaim", "", read_volume_claim},
    KindReader{"Pod", "", read_kubernetes_workload},
    KindReader{"PodDisruptionBudget", "*", read_disruption_budget},
    KindReader{"PodMonitor", "*", read_monitor},
    KindReader{"PrometheusRule", "*", read_prometheus_rule},
    KindReader{"ReplicaSet", "*", read_kubernetes_workload},
    KindReader{"ReplicationController", "", read_kubernetes_workload},
    KindReader{"Role", "rbac.authorization.k8s.io", read_role},
    KindReader{"RoleBinding", "*", read_role_binding},
    KindReader{"Rollout", "argoproj.io", read_kubernetes_workload},
    KindReader{"ScaledObject", "keda.sh", read_scaler},
    KindReader{"SealedSecret", "*", read_sealed_secret},
    KindReader{"Secret", "", read_secret},
    KindReader{"Service", "", read_kubernetes_service},
    KindReader{"ServiceMonitor", "*", read_monitor},
    KindReader{"StatefulSet", "*", read_kubernetes_workload},
    KindReader{"TCPRoute", "*", read_gateway_route},
    KindReader{"TLSRoute", "*", read_gateway_route},
    KindReader{"UDPRoute", "*", read_gateway_route},
    KindReader{"VerticalPodAutoscaler", "*", read_scaler},
};

constexpr int kMostLists = 8;  // within one another

class DocumentReader {
 public:
  DocumentReader(const Input& input, InfraModel& model) : input_(input), model_(model) {}

  // `implied` is the kind of a list's items that do not say theirs: "Pod" of a PodList.
  void read(data::Value node, std::string_view implied, int depth) {
    std::string_view kind = node["kind"].text();
    if (kind.empty()) kind = implied;
    if (kind.empty() || !node.is_mapping()) return;
    const data::Value items = node["items"];
    if (kind.ends_with("List") && items.is_sequence()) {
      if (depth == kMostLists) return;
      kind.remove_suffix(std::string_view("List").size());
      for (const data::Value item : items.items()) read(item, kind, depth + 1);
      return;
    }
    add(node, kind);
  }

 private:
  void add(data::Value node, std::string_view kind) {
    const data::Value metadata = node["metadata"];
    KubernetesObject object;
    object.api_version = text_of(node["apiVersion"]);
    object.kind = kind;
    object.name = text_of(metadata["name"]);
    object.name_space = text_of(metadata["namespace"]);
    object.name_known = !object.name.empty() && !has_placeholder(object.name) && !has_placeholder(object.name_space);
    bool known = true;
    object.labels = labels_of(metadata["labels"], known);
    object.annotations = labels_of(metadata["annotations"], known);
    const data::Value key = node.key("kind");
    object.place = key ? place_of(input_, key) : opening_of(input_, node);
    object.span = node.span();
    const std::size_t slash = object.api_version.find('/');
    const std::string group = slash == std::string::npos ? std::string() : object.api_version.substr(0, slash);
    model_.objects.push_back(std::move(object));

    const KubernetesReader reader{input_, model_, node, static_cast<std::uint32_t>(model_.objects.size() - 1),
                                  &uses_left_};
    bool is_read = false;
    for (const KindReader& candidate : kKinds)
      if (candidate.kind == kind && (candidate.group == "*" || candidate.group == group)) {
        candidate.read(reader);
        is_read = true;
      }
    // Other kinds that run pods have their template where a Deployment has it: OpenShift's DeploymentConfig, Knative's
    // Service, many an operator's own.
    if (!is_read && node["spec"]["template"]["spec"]["containers"].is_sequence()) read_kubernetes_workload(reader);
  }

  const Input& input_;
  InfraModel& model_;
  std::size_t uses_left_ = kMostRepeatedUses;
};

}  // namespace

void read_kubernetes(const Input& input, InfraModel& model) {
  DocumentReader reader(input, model);
  for (std::size_t i = 0; i < input.tree->documents.size(); ++i) reader.read(input.tree->root(i), {}, 0);
}

}  // namespace s1::model
