// SPDX-License-Identifier: Apache-2.0
// The stages of pipelines in the order in which they run, and what starts them. A stage of GitLab or Jenkins is one by
// that name; of GitHub, each job is one, by its id.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "report/evidence/collector.h"
#include "report/evidence/find_line.h"
#include "workspace/names.h"

namespace s1::report {
namespace {

constexpr std::size_t kMostIncludes = 8;   // that are looked into
constexpr std::size_t kMostTriggers = 50;  // of one pipeline; GitHub has fewer events

struct Stage {
  std::string name;
  std::string path;
  std::uint32_t line = 0;
};

// Where a stage is declared of which the model has no job of its own: it holds others, or what is included has them.
Stage declared(const std::string& name, const model::Pipeline& pipeline, const Collector& to, LineFinder& lines) {
  const std::string& own = to.model.paths[pipeline.place.file];
  if (pipeline.platform == "jenkins") {
    const std::uint32_t line = lines.with(own, 1, "'" + name + "'", "stage");
    return {name, own, line != 0 ? line : lines.with(own, 1, '"' + name + '"', "stage")};
  }
  std::vector<std::string> paths = {own};
  for (const model::Value& include : pipeline.includes) {
    std::string_view file = include.text;  // of this repository where no kind stands before it
    if (!include.known() || file.find(':') != std::string_view::npos || paths.size() == kMostIncludes) continue;
    if (file.starts_with('/')) file.remove_prefix(1);
    paths.push_back(workspace::join(workspace::parent_path(own), file));
  }
  for (const std::string& path : paths) {
    std::uint32_t line = lines.with(path, 1, name, "stages:");
    if (line == 0)
      if (const std::uint32_t list = lines.with(path, 1, "stages:"); list != 0) line = lines.alone(path, list, name);
    if (line != 0) return {name, path, line};
  }
  return {name, own, 0};
}

std::vector<Stage> stages_of(const model::Pipeline& pipeline, const Collector& to, LineFinder& lines) {
  std::vector<Stage> stages;
  if (pipeline.platform == "github-actions") {
    for (const model::Job& job : pipeline.jobs)
      stages.push_back({job.id, to.model.paths[job.place.file], job.place.line});
    return stages;
  }
  for (const std::string& name : pipeline.stages) {
    const auto job = std::ranges::find(pipeline.jobs, name, &model::Job::stage);
    if (name.find('$') != std::string::npos) continue;  // named while it runs
    const bool is_jenkins = pipeline.platform == "jenkins";
    if (job != pipeline.jobs.end() && (!is_jenkins || job->id == name))
      stages.push_back({name, to.model.paths[job->place.file], job->place.line});
    else if (is_jenkins || (!pipeline.includes.empty() && !name.starts_with('.')))
      stages.push_back(declared(name, pipeline, to, lines));
  }
  return stages;
}

}  // namespace

void collect_pipelines(Collector& to) {
  std::set<std::string> told;
  LineFinder lines(to.root);
  for (const model::Pipeline& pipeline : to.model.pipelines) {
    if (!to.covers(pipeline.place)) continue;
    for (Stage& stage : stages_of(pipeline, to, lines))
      if (!stage.name.empty() && told.insert(stage.name).second)
        to.add(field::stages, std::move(stage.name), std::move(stage.path), stage.line);
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
