// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/kubernetes_lookup.h"
#include "model/link_parts.h"
#include "model/nearest.h"

namespace s1::model {
namespace {

// What one part of the model is found by: names or labels.
using Index = std::unordered_map<std::string, std::vector<Candidate>>;

// What one Service selects, or one container consumes, beyond this many is left out: an inventory shows no more, and
// labels or names that everyone shares would otherwise link everything with everything.
constexpr std::size_t kMostLinks = 20;

void sort(Index& index) {
  for (auto& [key, candidates] : index) std::ranges::stable_sort(candidates, {}, &Candidate::path);
}

std::string config_key(ConfigKind kind, std::string_view name) {
  return (kind == ConfigKind::secret ? "s/" : "c/") + std::string(name);
}

class ConfigLinker {
 public:
  explicit ConfigLinker(InfraModel& model) : model_(model) {
    for (std::uint32_t i = 0; i < model.configs.size(); ++i) {
      const ConfigObject& config = model.configs[i];
      if (config.name_known)
        index_[config_key(config.kind, config.name)].push_back({model.paths[config.place.file], i});
    }
    sort(index_);
  }

  void link() {
    for (std::uint32_t i = 0; i < model_.services.size(); ++i)
      link_container({Entity::service, i, 0}, model_.services[i].container, {}, model_.services[i].project);
    for (std::uint32_t i = 0; i < model_.workloads.size(); ++i)
      for (std::uint32_t j = 0; j < model_.workloads[i].containers.size(); ++j)
        link_container({Entity::workload, i, j}, model_.workloads[i].containers[j], model_.workloads[i].name_space, {});
  }

 private:
  void link_container(const Ref& from, const Container& container, std::string_view name_space,
                      std::string_view project) {
    const std::size_t before = model_.links.size();
    for (const ConfigUse& use : container.uses) {
      if (!use.name.known()) continue;
      const auto found = index_.find(config_key(use.kind, use.name.text));
      if (found == index_.end()) continue;
      const Nearest configs = nearest(found->second, model_.paths[use.place.file], [&](std::uint32_t i) {
        return model_.configs[i].project == project && may_be_same(model_.configs[i].name_space, name_space);
      });
      if (!configs.complete) continue;
      for (const std::uint32_t config : configs.found) {
        if (model_.links.size() - before == kMostLinks) return;
        const Link link{LinkKind::consumes, from, {Entity::config, config, 0}};
        const auto own = model_.links.begin() + static_cast<std::ptrdiff_t>(before);
        if (std::find(own, model_.links.end(), link) == model_.links.end()) model_.links.push_back(link);
      }
    }
  }

  InfraModel& model_;
  Index index_;
};

}  // namespace

void link_selectors(InfraModel& model) {
  const WorkloadsByLabel workloads(model);
  for (std::uint32_t i = 0; i < model.kubernetes_services.size(); ++i) {
    const Nearest selected = workloads.selected_by(model.kubernetes_services[i]);
    if (!selected.complete) continue;
    for (std::size_t j = 0; j < std::min(selected.found.size(), kMostLinks); ++j)
      model.links.push_back(
          {LinkKind::selects, {Entity::kubernetes_service, i, 0}, {Entity::workload, selected.found[j], 0}});
  }
}

void link_configs(InfraModel& model) {
  ConfigLinker(model).link();
}

void link_applications(InfraModel& model) {
  std::unordered_map<std::string_view, std::uint32_t> charts;
  for (std::uint32_t i = 0; i < model.charts.size(); ++i) charts.try_emplace(model.charts[i].folder, i);
  for (std::uint32_t i = 0; i < model.applications.size(); ++i) {
    const Value& path = model.applications[i].path;
    if (!path.known()) continue;
    const auto normal = workspace::normalised(path.text);
    if (!normal) continue;
    if (const auto chart = charts.find(normal->empty() ? "." : std::string_view(*normal)); chart != charts.end())
      model.links.push_back({LinkKind::deploys, {Entity::application, i, 0}, {Entity::chart, chart->second, 0}});
  }
}

}  // namespace s1::model
