// SPDX-License-Identifier: Apache-2.0
// Prometheus rules, from rule files and PrometheusRule objects.
#pragma once
#include <string>

#include "model/place.h"

namespace s1::model {

struct AlertRule {
  std::string group;
  std::string name;
  bool is_alert = true;  // false: it records
  std::string severity;  // its label; empty without one
  std::string runbook;   // its annotation runbook_url; empty without one
  Place place;
};

}  // namespace s1::model
