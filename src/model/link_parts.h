// SPDX-License-Identifier: Apache-2.0
// The parts of link(): each finds one kind of link.
#pragma once
#include "model/infra_model.h"

namespace s1::model {

// Which image is built by which Dockerfile, pushed by which job, run by which service or workload. First who names the
// Dockerfile, then who runs a name that a build gives, then, as a guess, who runs a name like a Dockerfile's folder.
void link_images(InfraModel& model);
// Services to the workloads whose pods they select, in the same namespace.
void link_selectors(InfraModel& model);
// Containers to the secrets and configuration that they take.
void link_configs(InfraModel& model);
// Applications to the chart at their path.
void link_applications(InfraModel& model);

}  // namespace s1::model
