// SPDX-License-Identifier: Apache-2.0
// Resources, stages and alerts that a draft names: a file must declare them.
#include <algorithm>
#include <set>

#include "report/specialist/merge_draft.h"
#include "report/specialist/words.h"
#include "text/lower_case.h"

namespace s1::report {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view wanted) {
  return std::ranges::any_of(list, [&](const std::string& each) { return lower_case(each) == lower_case(wanted); });
}

// Everything that a pipeline calls a part of itself.
std::set<std::string> names_of_pipelines(const model::InfraModel& model) {
  std::set<std::string> names;
  for (const model::Pipeline& pipeline : model.pipelines) {
    for (const std::string& stage : pipeline.stages) names.insert(lower_case(stage));
    for (const model::Job& job : pipeline.jobs) {
      for (const std::string& each : {job.id, job.name, job.stage}) names.insert(lower_case(each));
      for (const model::Step& step : job.steps) names.insert(lower_case(step.name));
    }
  }
  names.erase("");
  return names;
}

// Names of events; only these are looked for in what a draft says of triggers.
constexpr std::string_view kEvents[] = {
    "push",         "pull_request",  "pull_request_target", "schedule",           "release", "workflow_dispatch",
    "workflow_run", "workflow_call", "repository_dispatch", "merge_request_event"};

bool is_denied(const std::string& text, std::string_view event) {
  for (const std::string_view no : {"no ", "not ", "never ", "without "})
    if (text.find(std::string(no) + std::string(event)) != std::string::npos) return true;
  return false;
}

void check_triggers(const std::string& said, const Grounds& grounds, Document& document) {
  for (const std::string_view event : kEvents) {
    if (!mentions(said, event) || is_denied(lower_case(said), event)) continue;
    const bool has = std::ranges::any_of(grounds.model.pipelines, [&](const model::Pipeline& pipeline) {
      return std::ranges::any_of(pipeline.triggers, [&](const model::Value& trigger) {
        return !trigger.known() || mentions(trigger.text, event);
      });
    });
    // GitLab without workflow:rules and Jenkins say nothing of what starts them.
    const bool all_say = std::ranges::none_of(
        grounds.model.pipelines, [](const model::Pipeline& pipeline) { return pipeline.triggers.empty(); });
    if (!has && all_say)
      document.gaps.push_back({"ci_cd.triggers",
                               "the draft says that " + std::string(event) + " starts a pipeline, and none has it",
                               "add the trigger, or leave it out of the draft"});
  }
}

}  // namespace

void merge_resources(const SpecialistReport& said, const Grounds& grounds, Document& document) {
  constexpr std::string_view kField = "implementation.resources_provisioned";
  std::vector<std::string>& shown = document.report.implementation.resources_provisioned;
  for (const std::string& claim : said.implementation.resources_provisioned) {
    if (std::ranges::any_of(shown, [&](const std::string& each) {
          return mentions(claim, each) || mentions(claim, each.substr(each.find_last_of("./") + 1));
        }))
      continue;
    const auto declared = std::ranges::find_if(grounds.model.resources, [&](const model::Resource& each) {
      return mentions(claim, each.type + "." + each.name) || mentions(claim, each.name);
    });
    if (declared == grounds.model.resources.end()) {
      document.gaps.push_back({kField, "no infrastructure code declares \"" + claim + "\"",
                               "declare it in code, or leave it out of the draft: what is made by hand is lost"});
    } else if (grounds.changes == nullptr) {
      shown.push_back(declared->type + "." + declared->name);
      document.evidence.push_back(
          {kField, shown.back(), grounds.model.paths[declared->place.file], declared->place.line});
    } else {
      document.gaps.push_back({kField, declared->type + "." + declared->name + " was declared in the base already",
                               "leave it out of the draft, or give the commit before the work as since"});
    }
  }
}

void merge_pipelines(const SpecialistReport& said, const Grounds& grounds, Document& document) {
  std::vector<std::string>& shown = document.report.ci_cd.pipeline_stages;
  const std::set<std::string> known = names_of_pipelines(grounds.model);
  for (const std::string& stage : said.ci_cd.pipeline_stages) {
    if (holds(shown, stage)) continue;
    if (known.contains(lower_case(stage)))
      shown.push_back(stage);
    else
      document.gaps.push_back({"ci_cd.pipeline_stages", "no pipeline has a stage, job or step \"" + stage + "\"",
                               "add it to the pipeline, or leave it out of the draft"});
  }
  if (grounds.model.pipelines.empty()) {
    for (const auto& [field, text] :
         {std::pair<std::string_view, const std::string&>("ci_cd.triggers", said.ci_cd.triggers),
          {"ci_cd.artifacts", said.ci_cd.artifacts}})
      if (!text.empty())
        document.gaps.push_back({field, "the draft speaks of a pipeline, and the repository has none",
                                 "add the pipeline, or leave this out of the draft"});
    return;
  }
  check_triggers(said.ci_cd.triggers, grounds, document);
}

void merge_alerts(const SpecialistReport& said, const Grounds& grounds, Document& document) {
  constexpr std::string_view kField = "monitoring.alerts";
  std::vector<std::string>& shown = document.report.monitoring.alerts;
  for (const std::string& claim : said.monitoring.alerts) {
    const bool is_rule = std::ranges::any_of(grounds.model.alerts, [&](const model::AlertRule& each) {
      return each.is_alert && mentions(claim, each.name);
    });
    if (is_rule && is_identifier(claim)) continue;  // the evidence has it, with its severity
    if (!is_rule && is_identifier(claim)) {
      document.gaps.push_back(
          {kField, "no alert rule is named " + claim, "add the rule, or leave it out of the draft"});
      continue;
    }
    merge_free(kField, std::vector{claim}, shown, grounds, document);
  }
}

}  // namespace s1::report
