// SPDX-License-Identifier: Apache-2.0
// What pipelines leave behind: artifacts and stashes by name, images by the names they are given.
#include <optional>
#include <string>

#include "model/image_name.h"
#include "report/evidence/collector.h"

namespace s1::report {
namespace {

std::string job_of(const model::Job& job, const model::Pipeline& pipeline, const model::InfraModel& model) {
  return "job " + (job.id.empty() ? job.name : job.id) + " of " + name_of(pipeline, model);
}

void add_images(Collector& to, const model::Pipeline& pipeline, const model::Job& job) {
  for (const model::Build& build : job.builds)
    for (const model::Value& tag : build.tags) {
      // A tag is often made from the commit; the name is what stays.
      const std::optional<std::string> name = model::repository_of(tag);
      if (!name) continue;
      to.add(field::artifacts,
             "image " + *name + ", " + (build.pushes ? "pushed" : "built") + " by " + job_of(job, pipeline, to.model),
             build.place);
    }
}

}  // namespace

void collect_artifacts(Collector& to) {
  for (const model::Pipeline& pipeline : to.model.pipelines)
    for (const model::Job& job : pipeline.jobs) {
      for (const model::Artifact& artifact : job.artifacts)
        // What is put together while it runs has no name here.
        if (artifact.made && !artifact.name.empty() && artifact.name.find('$') == std::string::npos)
          to.add(field::artifacts, artifact.name + ", kept by " + job_of(job, pipeline, to.model), artifact.place);
      add_images(to, pipeline, job);
    }
}

}  // namespace s1::report
