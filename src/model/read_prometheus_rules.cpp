// SPDX-License-Identifier: Apache-2.0
// Brings Prometheus's alerting and recording rules into the model. Light: expressions are not read.
#include <utility>

#include "model/read.h"
#include "model/rule_groups.h"
#include "model/tree_value.h"

namespace s1::model {

void read_rule_groups(const Input& input, data::Value groups, InfraModel& model) {
  for (const data::Value group : groups.items()) {
    for (const data::Value node : group["rules"].items()) {
      const data::Value name = node["alert"] ? node["alert"] : node["record"];
      if (!name.is_scalar()) continue;
      AlertRule rule;
      rule.group = text_of(group["name"]);
      rule.name = text_of(name);
      rule.is_alert = node["alert"].exists();
      rule.severity = text_of(node["labels"]["severity"]);
      rule.runbook = text_of(node["annotations"]["runbook_url"]);
      rule.place = opening_of(input, node);
      model.alerts.push_back(std::move(rule));
    }
  }
}

void read_prometheus_rules(const Input& input, InfraModel& model) {
  for (std::size_t i = 0; i < input.tree->documents.size(); ++i)
    read_rule_groups(input, input.tree->root(i)["groups"], model);
}

}  // namespace s1::model
