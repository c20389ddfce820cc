// SPDX-License-Identifier: Apache-2.0
// The builds that one platform's files ask for: "compose", or that of pipelines.
#pragma once
#include <string_view>

#include "model/infra_model.h"

namespace s1::rules {

// Calls `visit(build, resource)` for the platform's builds; the resource is the service or the job.
template <class Visit>
void each_build(const model::InfraModel& model, std::string_view platform, Visit visit) {
  if (platform == "compose") {
    for (const model::Service& service : model.services)
      if (service.build) visit(*service.build, service.container.name);
    return;
  }
  for (const model::Pipeline& pipeline : model.pipelines)
    if (pipeline.platform == platform)
      for (const model::Job& job : pipeline.jobs)
        for (const model::Build& build : job.builds) visit(build, job.id);
}

}  // namespace s1::rules
