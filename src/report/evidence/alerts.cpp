// SPDX-License-Identifier: Apache-2.0
// What raises an alarm: alerting rules of Prometheus, alarms of clouds.
#include <string>

#include "facts/resource_roles.h"
#include "report/evidence/collector.h"

namespace s1::report {

void collect_alerts(Collector& to) {
  for (const model::AlertRule& rule : to.model.alerts) {
    if (!rule.is_alert || rule.name.empty()) continue;
    std::string claim = rule.name;
    if (!rule.severity.empty()) claim += " (severity " + rule.severity + ")";
    to.add(field::alerts, std::move(claim), rule.place, topic::alerts);
    if (!rule.runbook.empty())
      to.add(field::runbooks, "alert " + rule.name + " names its runbook, " + rule.runbook, rule.place,
             topic::runbooks);
  }
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role != nullptr && role->role == "alarm")
      to.add(field::alerts, std::string(role->product) + " " + resource.name, resource.place, topic::alerts);
  }
}

}  // namespace s1::report
