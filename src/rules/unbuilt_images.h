// SPDX-License-Identifier: Apache-2.0
// Images that are run here under a name which no build gives, though a build gives one almost like it.
#pragma once
#include "model/infra_model.h"
#include "rules/rule.h"

namespace s1::rules {

// `runner`: whose images are looked at, services or workloads.
void report_unbuilt_images(const model::InfraModel& model, model::Entity runner, Sink& out);

}  // namespace s1::rules
