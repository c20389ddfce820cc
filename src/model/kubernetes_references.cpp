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
  const data::Value spec = reader.spec();
  reader.describe("min replicas", reader.value(spec["minReplicas"] ? spec["minReplicas"] : spec["minReplicaCount"]));
  reader.describe("max replicas", reader.value(spec["maxReplicas"] ? spec["maxReplicas"] : spec["maxReplicaCount"]));
}

void read_disruption_budget(const KubernetesReader& reader) {
  reader.select("Pod", reader.spec(), "selector");
  for (const char* const key : {"minAvailable", "maxUnavailable"})
    reader.describe(key, reader.value(reader.spec()[key]));
}

void read_volume_claim(const KubernetesReader& reader) {
  reader.describe("storage", reader.value(reader.spec()["resources"]["requests"]["storage"]));
}

void read_role(const KubernetesReader& reader) {
  constexpr std::size_t kMostRules = 50;
  std::size_t rules = 0;
  for (const data::Value rule : reader.root["rules"].items()) {
    if (++rules > kMostRules) return;
    const data::Value on = rule["resources"] ? rule["resources"] : rule["nonResourceURLs"];
    if (rule["verbs"].size() > 0 && on.size() > 0)
      reader.describe("rule", list_of(rule["verbs"], 12) + " on " + list_of(on), rule);
  }
}

namespace {

void describe_endpoints(const KubernetesReader& reader, data::Value endpoints) {
  constexpr std::size_t kMostEndpoints = 20;
  std::size_t count = 0;
  for (const data::Value endpoint : endpoints.items()) {
    if (++count > kMostEndpoints) return;
    const data::Value port = endpoint["port"] ? endpoint["port"] : endpoint["targetPort"];
    if (port.text().empty()) continue;
    std::string text = "port " + text_of(port);
    if (!endpoint["path"].text().empty()) text += ", path " + text_of(endpoint["path"]);
    if (!endpoint["interval"].text().empty()) text += ", every " + text_of(endpoint["interval"]);
    reader.describe("endpoint", std::move(text), port);
  }
}

}  // namespace

void read_monitor(const KubernetesReader& reader) {
  describe_endpoints(reader, reader.spec()["endpoints"]);
  describe_endpoints(reader, reader.spec()["podMetricsEndpoints"]);
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
