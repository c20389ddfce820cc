// SPDX-License-Identifier: Apache-2.0
// What Kubernetes manifests and ECS task definitions declare.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/container.h"
#include "model/value.h"

namespace s1::model {

using Labels = std::vector<std::pair<std::string, std::string>>;

// Any object, by kind: also the ones that nothing more is known of (custom resources).
struct KubernetesObject {
  std::string api_version;
  std::string kind;
  std::string name;
  std::string name_space;  // empty where it is not written
  bool name_known = true;  // false: the name or the namespace is templated or generated
  Labels labels;
  std::vector<std::pair<std::string, std::string>> annotations;
  Place place;  // of its `kind`
  Span span;    // all of it
};

// What runs pods (Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, Rollout, any other object with a
// pod template), or an ECS task definition.
struct Workload {
  std::string platform;      // "kubernetes" or "ecs"
  std::uint32_t object = 0;  // index of InfraModel::objects; ECS: unused
  std::string kind;
  std::string name;
  std::string name_space;
  Labels pod_labels;
  bool labels_known = true;
  Value replicas;
  Value service_account;
  Value mounts_token;                 // automountServiceAccountToken of the pod
  Value strategy;                     // of updates: RollingUpdate, Recreate, OnDelete; a Rollout's: canary, blueGreen
  Value schedule;                     // a CronJob's
  Labels pod_annotations;             // those of prometheus.io/ and vault.hashicorp.com/ alone
  std::vector<Container> containers;  // init containers first
  Place place;
};

// A port of a Service and where it leads.
struct ServicePort {
  Value port;
  Value target;  // a number or a port's name; absent: the same as `port`
  std::string name;
  Place place;
};

struct KubernetesService {
  std::uint32_t object = 0;
  Labels selector;
  bool selector_known = true;
  Place selector_place;  // exists() is false where it has none (headless over Endpoints, ExternalName)
  std::string type;
  std::vector<ServicePort> ports;
};

// That an object names another by its name: an Ingress its Services, an HPA its workload, a binding its role.
struct ObjectReference {
  std::uint32_t object = 0;  // who refers
  std::string kind;          // of what: "Service", "Deployment", "ServiceAccount"
  Value name;
  Value port;        // of an Ingress's or route's backend
  std::string host;  // likewise: the names that it is for, ", " between them; empty: any, or not known
  Place place;
};

// That an object chooses pods by labels: a NetworkPolicy, a PodDisruptionBudget, a ServiceMonitor (of Services).
struct ObjectSelector {
  std::uint32_t object = 0;
  std::string of;  // "Pod" or "Service"
  Labels match_labels;
  bool known = true;  // false: expressions or templates that are not judged
  Place place;
};

// What an object says beyond that, one line each, for who describes it:
//   HorizontalPodAutoscaler, ScaledObject  "min replicas", "max replicas"
//   PodDisruptionBudget                    "minAvailable", "maxUnavailable"
//   ServiceMonitor, PodMonitor             "endpoint": "port metrics, path /metrics, every 30s"
//   Role, ClusterRole                      "rule": "get, list on pods, services"
//   NetworkPolicy                          "policy types": "Ingress, Egress"; "denies": those that nothing is let in by
//   PersistentVolumeClaim, StatefulSet     "storage": "10Gi"
//   Application, ApplicationSet            "sync": "automated, prune, self-heal"
struct ObjectFact {
  std::uint32_t object = 0;
  std::string_view name;  // one of those above
  Value value;
};

}  // namespace s1::model
