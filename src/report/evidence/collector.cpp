// SPDX-License-Identifier: Apache-2.0
#include "report/evidence/collector.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "report/counted.h"

namespace s1::report {

namespace {

// As the form has them.
constexpr std::array kOrder = {field::overview,   field::components, field::data_flow, field::stages,
                               field::triggers,   field::artifacts,  field::secrets,   field::access,
                               field::hardening,  field::metrics,    field::alerts,    field::logging,
                               field::operations, field::runbooks,   field::testing,   field::view};

}  // namespace

Collector::Collector(const workspace::Root& of, std::string_view started_at, const engine::ScanResult& scanned,
                     const Architecture& drawn)
    : root(of), start(started_at), scan(scanned), model(scanned.model), graph(drawn) {
  std::unordered_set<std::string_view> patches;
  for (const model::Kustomization& kustomization : model.kustomizations)
    patches.insert(kustomization.patches.begin(), kustomization.patches.end());
  covered_.resize(model.paths.size());
  for (std::size_t i = 0; i < covered_.size(); ++i)
    covered_[i] = scan.covers(static_cast<model::FileId>(i)) && !patches.contains(model.paths[i]);
}

bool Collector::covers(const model::Place& place) const {
  return place.file < covered_.size() && covered_[place.file];
}

void Collector::add(std::string_view field, std::string claim, const model::Place& place, std::string_view topic) {
  if (covers(place)) add(field, std::move(claim), model.paths[place.file], place.line, topic);
}

void Collector::add(std::string_view field, std::string claim, std::string path, std::uint32_t line,
                    std::string_view topic) {
  const auto [at, is_new] = groups_.try_emplace({field, topic});
  if (is_new) order_.emplace_back(field, topic);
  Group& group = at->second;
  if (group.claims.size() == kMostClaims) {
    ++group.more;
    return;
  }
  if (!group.seen.emplace(claim, std::pair(path, line)).second) return;
  group.claims.push_back({field, std::move(claim), std::move(path), line, topic});
}

std::vector<Evidence> Collector::take() {
  std::ranges::stable_sort(order_, {}, [](const auto& key) { return std::ranges::find(kOrder, key.first); });
  std::vector<Evidence> all;
  for (const auto& key : order_) {
    Group& group = groups_.at(key);
    if (group.more != 0 && key.first != field::stages) {  // these are names and nothing else
      Evidence last = group.claims.back();
      last.claim =
          counted(group.more, "more claim") + " of this kind " + (group.more == 1 ? "is" : "are") + " not listed";
      last.path.clear();  // no file shows it
      last.line = 0;
      group.claims.push_back(std::move(last));
    }
    for (Evidence& claim : group.claims) all.push_back(std::move(claim));
  }
  return all;
}

std::string listed(const std::vector<std::string>& items, std::size_t most) {
  std::string text;
  const std::size_t shown = items.size() <= most ? items.size() : most - 1;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  if (shown < items.size()) text += " and " + std::to_string(items.size() - shown) + " more";
  return text;
}

std::string name_of(const model::Workload& workload) {
  return (workload.platform == "ecs" ? "ECS task" : workload.kind) + " " +
         (workload.name.empty() ? "(generated name)" : workload.name);
}

std::string name_of(const model::Service& service) {
  return "Compose service " + service.container.name;
}

std::string name_of(const model::KubernetesObject& object) {
  return object.kind + " " + object.name;
}

std::string name_of(const model::Pipeline& pipeline, const model::InfraModel& model) {
  const std::string what = pipeline.platform == "github-actions" ? "workflow "
                           : pipeline.platform == "gitlab-ci"    ? "GitLab pipeline "
                                                                 : "Jenkins pipeline ";
  return what + (pipeline.name.empty() ? model.paths[pipeline.place.file] : pipeline.name);
}

std::string name_of(const Node& node) {
  return node.what.empty() ? node.label : node.what + " " + node.label;
}

}  // namespace s1::report
