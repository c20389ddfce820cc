// SPDX-License-Identifier: Apache-2.0
// Objects that say something of others: autoscalers, disruption budgets, monitors, role bindings, Prometheus rules.
#include "model/kubernetes_object.h"
#include "model/rule_groups.h"

namespace s1::model {

void read_scaler(const KubernetesReader& reader) {
  const data::Value scale = reader.spec()["scaleTargetRef"];
  const data::Value target = scale ? scale : reader.spec()["targetRef"];
  // KEDA's is a Deployment unless it says otherwise.
  reader.refer(target["kind"] ? text_of(target["kind"]) : "Deployment", target["name"]);
}

void read_disruption_budget(const KubernetesReader& reader) {
  reader.select("Pod", reader.spec(), "selector");
}

void read_monitor(const KubernetesReader& reader) {
  const std::size_t before = reader.model.selectors.size();
  reader.select(reader.self().kind == "PodMonitor" ? "Pod" : "Service", reader.spec(), "selector");
  // What it chooses may then be in a namespace that is not the monitor's.
  if (reader.spec()["namespaceSelector"] && reader.model.selectors.size() > before)
    reader.model.selectors.back().known = false;
}

void read_role_binding(const KubernetesReader& reader) {
  const data::Value role = reader.root["roleRef"];
  reader.refer(text_of(role["kind"]), role["name"]);
  for (const data::Value subject : reader.root["subjects"].items())
    reader.refer(text_of(subject["kind"]), subject["name"]);
}

void read_prometheus_rule(const KubernetesReader& reader) {
  read_rule_groups(reader.input, reader.spec()["groups"], reader.model);
}

}  // namespace s1::model
