// SPDX-License-Identifier: Apache-2.0
// The stages of pipelines in the order in which they run, and what starts them. A stage of GitLab or Jenkins is one by
// that name; of GitHub, each job is one, by its id.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "report/evidence/collector.h"

namespace s1::report {
namespace {

constexpr std::size_t kMostTriggers = 50;  // of one pipeline; GitHub has fewer events

struct Stage {
  std::string name;
  model::Place place;
};

std::vector<Stage> stages_of(const model::Pipeline& pipeline) {
  std::vector<Stage> stages;
  if (pipeline.platform == "github-actions") {
    for (const model::Job& job : pipeline.jobs) stages.push_back({job.id, job.place});
    return stages;
  }
  for (const std::string& name : pipeline.stages) {
    const auto job = std::ranges::find(pipeline.jobs, name, &model::Job::stage);
    if (name.find('$') != std::string::npos) continue;  // named while it runs
    if (job != pipeline.jobs.end()) {
      stages.push_back({name, job->place});
    } else if (pipeline.platform == "jenkins" || (!pipeline.includes.empty() && !name.starts_with('.'))) {
      model::Place whole = pipeline.place;  // what is included may have its jobs
      whole.line = 0;
      stages.push_back({name, whole});
    }
  }
  return stages;
}

}  // namespace

void collect_pipelines(Collector& to) {
  std::set<std::string> told;
  for (const model::Pipeline& pipeline : to.model.pipelines) {
    if (!to.covers(pipeline.place)) continue;
    for (Stage& stage : stages_of(pipeline))
      if (!stage.name.empty() && told.insert(stage.name).second)
        to.add(field::stages, std::move(stage.name), stage.place);
  }
  for (const model::Pipeline& pipeline : to.model.pipelines) {
    std::vector<std::string> triggers;
    model::Place place = pipeline.place;
    for (const model::Value& trigger : pipeline.triggers) {
      if (!trigger.known() || trigger.text.empty() || std::ranges::find(triggers, trigger.text) != triggers.end())
        continue;
      if (triggers.size() == kMostTriggers) break;
      if (triggers.empty() && trigger.place.exists()) place = trigger.place;
      triggers.push_back(trigger.text);
    }
    if (triggers.empty()) continue;
    to.add(field::triggers, name_of(pipeline, to.model) + " runs on " + listed(triggers), place);
  }
}

}  // namespace s1::report
