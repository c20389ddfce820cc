// SPDX-License-Identifier: Apache-2.0
// What the collectors share: the model, the list that they add to, and how things are called in a sentence.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scan.h"
#include "report/architecture.h"
#include "report/specialist/evidence.h"
#include "workspace/root.h"

namespace s1::report {

class Collector {
 public:
  Collector(const workspace::Root& of, std::string_view started_at, const engine::ScanResult& scanned,
            const Architecture& drawn);  // all of which outlive it

  const workspace::Root& root;
  const std::string_view start;
  const engine::ScanResult& scan;
  const model::InfraModel& model;
  const Architecture& graph;

  // Claims of one field and topic past kMostClaims are counted, not kept. The same claim of the same place is kept
  // once.
  static constexpr std::size_t kMostClaims = 60;
  void add(std::string_view field, std::string claim, const model::Place& place, std::string_view topic = {});
  void add(std::string_view field, std::string claim, std::string path, std::uint32_t line,
           std::string_view topic = {});

  // Whether further claims of it would only be counted.
  [[nodiscard]] bool is_full(std::string_view field, std::string_view topic = {}) const {
    const auto at = groups_.find({field, topic});
    return at != groups_.end() && at->second.claims.size() == kMostClaims;
  }

  // Whether what stands there counts: a file around the start that only feeds the model does not, nor does a patch.
  [[nodiscard]] bool covers(const model::Place& place) const;

  [[nodiscard]] std::vector<Evidence> take();

 private:
  struct Group {
    std::vector<Evidence> claims;
    std::set<std::pair<std::string, std::pair<std::string, std::uint32_t>>> seen;
    std::size_t more = 0;
  };
  std::vector<std::pair<std::string_view, std::string_view>> order_;
  std::map<std::pair<std::string_view, std::string_view>, Group> groups_;
  std::vector<bool> covered_;  // by file
};

// The fields.
namespace field {
inline constexpr std::string_view overview = "architecture.overview";
inline constexpr std::string_view components = "architecture.components";
inline constexpr std::string_view data_flow = "architecture.data_flow";
inline constexpr std::string_view stages = "ci_cd.pipeline_stages";
inline constexpr std::string_view triggers = "ci_cd.triggers";
inline constexpr std::string_view artifacts = "ci_cd.artifacts";
inline constexpr std::string_view secrets = "security.secrets_management";
inline constexpr std::string_view access = "security.access_control";
inline constexpr std::string_view hardening = "security.hardening";
inline constexpr std::string_view metrics = "monitoring.metrics";
inline constexpr std::string_view alerts = "monitoring.alerts";
inline constexpr std::string_view logging = "monitoring.logging";
inline constexpr std::string_view operations = "handoff.operational_notes";
inline constexpr std::string_view runbooks = "handoff.runbooks";
inline constexpr std::string_view testing = "handoff.testing_notes";
inline constexpr std::string_view view = "view";
}  // namespace field

// The topics.
namespace topic {
inline constexpr std::string_view security = "security";
inline constexpr std::string_view cost = "cost";
inline constexpr std::string_view reliability = "reliability";
inline constexpr std::string_view deployment = "deployment";
inline constexpr std::string_view environment = "environment";
inline constexpr std::string_view scaling = "scaling";
inline constexpr std::string_view database = "database";
inline constexpr std::string_view backup = "backup";
inline constexpr std::string_view connections = "connections";
inline constexpr std::string_view alerts = "alerts";
inline constexpr std::string_view runbooks = "runbooks";
inline constexpr std::string_view rollback = "rollback";
}  // namespace topic

// "a, b and c"; past `most` "a, b and 3 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& items, std::size_t most = 8);
// "Deployment web", "Compose service web", "ECS task web".
[[nodiscard]] std::string name_of(const model::Workload& workload);
[[nodiscard]] std::string name_of(const model::Service& service);
[[nodiscard]] std::string name_of(const model::KubernetesObject& object);
// "workflow CI", "GitLab pipeline .gitlab-ci.yml".
[[nodiscard]] std::string name_of(const model::Pipeline& pipeline, const model::InfraModel& model);
[[nodiscard]] std::string name_of(const Node& node);

void collect_architecture(Collector& to);
void collect_data_flow(Collector& to);
void collect_pipelines(Collector& to);
void collect_artifacts(Collector& to);
void collect_secrets(Collector& to);
void collect_access(Collector& to);
void collect_hardening(Collector& to);
void collect_metrics(Collector& to);
void collect_alerts(Collector& to);
void collect_logging(Collector& to);
void collect_operations(Collector& to);
void collect_runbooks(Collector& to);
void collect_testing(Collector& to);
void collect_environment(Collector& to);
void collect_databases(Collector& to);
void collect_reliability(Collector& to);
void collect_cost(Collector& to);

}  // namespace s1::report
