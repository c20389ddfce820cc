// SPDX-License-Identifier: Apache-2.0
// Groups of Prometheus rules, of a rule file or a PrometheusRule object.
#pragma once
#include "model/read.h"

namespace s1::model {

void read_rule_groups(const Input& input, data::Value groups, InfraModel& model);

}  // namespace s1::model
