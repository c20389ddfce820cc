// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>

#include "report/specialist/fields.h"
#include "report/specialist/find_gaps.h"
#include "report/specialist/words.h"
#include "text/lower_case.h"

namespace s1::report {
namespace {

bool has_topic(const Document& document, std::string_view topic) {
  return std::ranges::any_of(document.evidence, [&](const Evidence& each) { return each.topic == topic; });
}

bool has_pipeline(const model::InfraModel& model, std::string_view system) {
  return std::ranges::any_of(model.pipelines, [&](const model::Pipeline& each) { return each.platform == system; });
}

bool has_workload(const model::InfraModel& model, std::string_view platform) {
  return std::ranges::any_of(model.workloads, [&](const model::Workload& each) { return each.platform == platform; });
}

// Which cloud a resource belongs to, by how its type begins; empty for those of no cloud.
std::string_view cloud_of(std::string_view type) {
  for (const auto& [prefix, cloud] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"aws_", "aws"},
                                                                            {"AWS::", "aws"},
                                                                            {"aws:", "aws"},
                                                                            {"google_", "gcp"},
                                                                            {"gcp:", "gcp"},
                                                                            {"google-native:", "gcp"},
                                                                            {"azurerm_", "azure"},
                                                                            {"azuread_", "azure"},
                                                                            {"azure:", "azure"},
                                                                            {"azure-native:", "azure"}})
    if (type.starts_with(prefix)) return cloud;
  return {};
}

void check_context(const vsm::SpecialistInput& input, const model::InfraModel& model, std::vector<Gap>& gaps) {
  const std::string system = lower_case(input.context.ci_system);
  if ((system == "github-actions" || system == "gitlab-ci" || system == "jenkins") && !has_pipeline(model, system))
    gaps.push_back({"ci_cd.pipeline_stages", "the input names " + system + ", and the repository has no pipeline of it",
                    "add the pipeline, or correct the input's ci_system"});
  const std::string orchestration = lower_case(input.context.orchestration);
  const bool has =
      (orchestration == "kubernetes" && (has_workload(model, "kubernetes") || !model.charts.empty())) ||
      (orchestration == "ecs" &&
       (has_workload(model, "ecs") || std::ranges::any_of(model.resources,
                                                          [](const model::Resource& each) {
                                                            return each.type.find("ecs_") != std::string::npos ||
                                                                   each.type.find("::ECS::") != std::string::npos ||
                                                                   each.type.find(":ecs") != std::string::npos;
                                                          }))) ||
      (orchestration == "docker-compose" && !model.services.empty());
  if (!has && (orchestration == "kubernetes" || orchestration == "ecs" || orchestration == "docker-compose"))
    gaps.push_back({"architecture.components",
                    "the input names " + orchestration + ", and nothing in the repository runs on it",
                    "add what is to run there, or correct the input's orchestration"});
  const std::string platform = lower_case(input.context.platform);
  const auto of_a_cloud = [](const model::Resource& each) { return !cloud_of(each.type).empty(); };
  if ((platform == "aws" || platform == "gcp" || platform == "azure") &&
      std::ranges::any_of(model.resources, of_a_cloud) &&
      std::ranges::none_of(model.resources,
                           [&](const model::Resource& each) { return cloud_of(each.type) == platform; }))
    gaps.push_back(
        {"architecture.overview",
         "the input names " + platform + ", and the infrastructure code declares resources of other clouds alone",
         "declare them for " + platform + ", or correct the input's platform"});
}

void check_requirements(const vsm::SpecialistInput& input, const Document& document, std::vector<Gap>& gaps) {
  const auto require = [&](const std::string& wish, std::string_view what, std::string_view topic,
                           std::string_view field, std::string_view how) {
    if (!wish.empty() && !has_topic(document, topic))
      gaps.push_back(
          {field, "a requirement of " + std::string(what) + " is given (" + wish + "), and no file shows how it is met",
           std::string(how)});
  };
  require(input.requirements.scalability, "scalability", "scaling", "handoff.operational_notes",
          "declare replicas or an autoscaler, or say in the draft what scales instead");
  require(input.requirements.availability, "availability", "reliability", "handoff.operational_notes",
          "declare replicas, probes or a disruption budget, or say in the draft what keeps it up instead");
  require(input.requirements.security, "security", "security", "security.hardening",
          "harden what runs: a user other than root, least permissions, secrets from a store");
}

// A field that the task is about must say something.
struct Asked {
  std::string_view field;
  std::string_view words;  // any of them, between blanks
  std::string_view how;
};
constexpr Asked kAsked[] = {
    {"ci_cd.pipeline_stages", "pipeline pipelines ci/cd ci workflow", "add a pipeline"},
    {"security.secrets_management", "secret secrets vault credentials",
     "take secrets from a store or the platform's own"},
    {"monitoring.metrics", "monitoring metrics observability prometheus", "expose metrics and scrape them"},
    {"monitoring.alerts", "alert alerts alerting", "write alert rules"},
    {"monitoring.logging", "logging logs", "say where logs go"},
    {"handoff.runbooks", "runbook runbooks", "write them beside the code"},
};

bool mentions_any(std::string_view text, std::string_view words) {
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    if (mentions(text, word)) return true;
    words.remove_prefix(std::min(words.size(), word.size() + 1));
  }
  return false;
}

void check_task(const vsm::SpecialistInput& input, const SpecialistReport& report, std::vector<Gap>& gaps) {
  const std::string asked = input.task + "\n" + input.focus;
  for (const Asked& each : kAsked) {
    if (!mentions_any(asked, each.words)) continue;
    bool empty = false;
    visit_fields(report, [&](std::string_view path, const auto& field) {
      if (path == each.field) empty = field.empty();
    });
    if (empty)
      gaps.push_back({each.field, "the task asks for it, and no file shows any",
                      std::string(each.how) + "; or say in the draft why there is none"});
  }
}

}  // namespace

std::vector<Gap> gaps_of_input(const vsm::SpecialistInput& input, const engine::ScanResult& scan,
                               const Document& document) {
  std::vector<Gap> gaps;
  check_context(input, scan.model, gaps);
  check_requirements(input, document, gaps);
  check_task(input, document.report, gaps);
  return gaps;
}

}  // namespace s1::report
