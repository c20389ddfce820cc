// SPDX-License-Identifier: Apache-2.0
#include "model/kustomize_effects.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "workspace/names.h"

namespace s1::model {
namespace {

// Of kustomizations that take one another, and of labels that they set: with more nothing is certain.
constexpr std::size_t kMostTakers = 1'000;
constexpr std::size_t kMostLabels = 32;

using Indices = std::vector<std::uint32_t>;

// Kustomizations and what they name, by index.
struct Graph {
  const InfraModel& model;
  std::unordered_map<std::string_view, std::uint32_t> by_folder;
  std::vector<Indices> takers;                      // whose labels and patches hold for each one's files too
  std::unordered_map<FileId, Indices> taken_files;  // by file: who names it
  std::vector<bool> is_open;
  std::unordered_set<FileId> patch_files;

  explicit Graph(const InfraModel& infra)
      : model(infra), takers(infra.kustomizations.size()), is_open(infra.kustomizations.size()) {
    for (std::uint32_t i = 0; i < infra.kustomizations.size(); ++i)
      by_folder.emplace(infra.kustomizations[i].folder, i);
    const std::unordered_set<FileId> speak = files_of_labels();
    for (std::uint32_t i = 0; i < infra.kustomizations.size(); ++i) {
      const Kustomization& each = infra.kustomizations[i];
      is_open[i] = each.is_open;
      for (const std::string& path : each.resources) take(i, path, false);
      for (const std::string& path : each.components) take(i, path, true);
      for (const std::string& path : each.patches) {
        const std::optional<FileId> file = file_at(path);
        if (file) patch_files.insert(*file);
        // One that is not read may say anything.
        if (!file || speak.contains(*file)) is_open[i] = true;
      }
    }
  }

  // A list may name one thing many times, each after the other.
  static void add_once(std::uint32_t taker, Indices& to) {
    if (to.empty() || to.back() != taker) to.push_back(taker);
  }

  [[nodiscard]] std::optional<FileId> file_at(const std::string& path) const {
    const auto at = std::ranges::lower_bound(model.paths, path);
    if (at == model.paths.end() || *at != path) return std::nullopt;
    return static_cast<FileId>(at - model.paths.begin());
  }

  void take(std::uint32_t taker, const std::string& path, bool is_component) {
    if (const std::optional<FileId> file = file_at(path)) {
      add_once(taker, taken_files[*file]);
    } else if (const auto other = by_folder.find(path); other != by_folder.end()) {
      add_once(taker, takers[other->second]);
      if (is_component) add_once(other->second, takers[taker]);
    } else {
      is_open[taker] = true;
    }
  }

  // Files in which labels of pods or selectors stand.
  [[nodiscard]] std::unordered_set<FileId> files_of_labels() const {
    std::unordered_set<FileId> files;
    for (const Workload& each : model.workloads)
      if (!each.pod_labels.empty() || !each.labels_known) files.insert(each.place.file);
    for (const KubernetesService& each : model.kubernetes_services)
      if (!each.selector.empty() || !each.selector_known) files.insert(model.objects[each.object].place.file);
    return files;
  }
};

void add(const Labels& labels, Labels& to) {
  for (const auto& label : labels)
    if (std::ranges::find(to, label) == to.end()) to.push_back(label);
}

// Of all that take what `first` name, by way of others too.
KustomizeEffect effect_of(const Graph& graph, const Indices& first) {
  KustomizeEffect effect;
  std::unordered_set<std::uint32_t> seen(first.begin(), first.end());
  Indices open(seen.begin(), seen.end());
  while (!open.empty() && !effect.is_open) {
    const std::uint32_t index = open.back();
    open.pop_back();
    const Kustomization& each = graph.model.kustomizations[index];
    effect.is_open = graph.is_open[index] || seen.size() > kMostTakers ||
                     each.selector_labels.size() + each.pod_labels.size() > kMostLabels ||
                     effect.selector_labels.size() + effect.pod_labels.size() > kMostLabels;
    if (effect.is_open) break;
    effect.sets_namespace = effect.sets_namespace || each.sets_namespace;
    add(each.selector_labels, effect.selector_labels);
    add(each.pod_labels, effect.pod_labels);
    for (const std::uint32_t taker : graph.takers[index])
      if (seen.insert(taker).second) open.push_back(taker);
  }
  return effect;
}

}  // namespace

KustomizeEffects::KustomizeEffects(const InfraModel& model) {
  if (model.kustomizations.empty()) return;
  const Graph graph(model);
  std::map<Indices, KustomizeEffect> known;  // files of one folder are mostly named by the same ones
  for (const auto& [file, first] : graph.taken_files) {
    const auto [at, is_new] = known.try_emplace(first);
    if (is_new) at->second = effect_of(graph, first);
    effects_.emplace(file, at->second);
  }
  // What stands in a patch is a piece of something else.
  for (const FileId file : graph.patch_files) effects_[file].is_open = true;
  for (std::uint32_t i = 0; i < model.kustomizations.size(); ++i)
    if (graph.is_open[i]) open_folders_.insert(workspace::parent_path(model.kustomizations[i].folder));
}

const KustomizeEffect& KustomizeEffects::on(FileId file) const {
  static const KustomizeEffect none;
  const auto at = effects_.find(file);
  return at == effects_.end() ? none : at->second;
}

bool KustomizeEffects::is_near_open(std::string_view path) const {
  if (open_folders_.empty()) return false;
  for (std::string_view folder = workspace::parent_path(path);; folder = workspace::parent_path(folder)) {
    if (open_folders_.contains(folder)) return true;
    if (folder.empty()) return false;
  }
}

}  // namespace s1::model
