// SPDX-License-Identifier: Apache-2.0
// Brings a kustomization.yaml into the model. Light: names, images, replicas and what is generated are left out.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/kubernetes_object.h"
#include "model/read.h"
#include "model/tree_value.h"
#include "workspace/names.h"

namespace s1::model {
namespace {

// What may change labels or bring pods without saying it here.
constexpr std::string_view kOpen[] = {"configurations", "generators",   "helmChartInflationGenerator",
                                      "helmCharts",     "replacements", "transformers"};

class KustomizationReader {
 public:
  explicit KustomizationReader(const Input& input) : input_(input) {
    kustomization_.folder = workspace::parent_path(input.path);
    kustomization_.is_open = !input.tree->diagnostics.empty();
  }

  Kustomization read(data::Value root) {
    kustomization_.place = opening_of(input_, root);
    for (const std::string_view key : kOpen)
      if (root[key] && !root[key].is_null()) kustomization_.is_open = true;
    for (const char* const key : {"resources", "bases"})
      for (const data::Value entry : root[key].items()) add_path(entry, kustomization_.resources);
    for (const data::Value entry : root["components"].items()) add_path(entry, kustomization_.components);
    add_labels(root["commonLabels"], kustomization_.selector_labels);
    for (const data::Value entry : root["labels"].items()) {
      if (entry["fields"]) kustomization_.is_open = true;
      if (is_true(entry["includeSelectors"]))
        add_labels(entry["pairs"], kustomization_.selector_labels);
      else if (is_true(entry["includeTemplates"]))
        add_labels(entry["pairs"], kustomization_.pod_labels);
    }
    kustomization_.sets_namespace = !root["namespace"].text().empty();
    for (const char* const key : {"patches", "patchesStrategicMerge", "patchesJson6902"})
      for (const data::Value entry : root[key].items()) add_patch(entry);
    return std::move(kustomization_);
  }

 private:
  // Relative to the root; nothing for an address, a placeholder, or what lies outside.
  [[nodiscard]] std::optional<std::string> local(data::Value entry) const {
    const std::string_view text = entry.text();
    const bool is_address = text.find("://") != std::string_view::npos ||
                            text.find("?ref=") != std::string_view::npos || text.find("//") != std::string_view::npos ||
                            text.find('@') != std::string_view::npos;
    if (text.empty() || is_address || has_placeholder(text)) return std::nullopt;
    return workspace::normalised(workspace::join(kustomization_.folder, text));
  }

  void add_path(data::Value entry, std::vector<std::string>& to) {
    if (std::optional<std::string> path = local(entry))
      to.push_back(*std::move(path));
    else
      kustomization_.is_open = true;
  }

  void add_labels(data::Value pairs, Labels& to) {
    bool known = true;
    for (auto& label : labels_of(pairs, known)) to.push_back(std::move(label));
    if (!known) kustomization_.is_open = true;
  }

  // A file, or the patch itself.
  void add_patch(data::Value entry) {
    const data::Value file = entry.is_mapping() ? entry["path"] : entry;
    const data::Value text = entry.is_mapping() ? entry["patch"] : entry;
    if (text && text.text().find_first_of("\n:{") != std::string_view::npos) {
      for (const std::string_view word : {"label", "Label", "selector", "Selector"})
        if (text.text().find(word) != std::string_view::npos) kustomization_.is_open = true;
      return;
    }
    add_path(file, kustomization_.patches);
  }

  const Input& input_;
  Kustomization kustomization_;
};

}  // namespace

void read_kustomization(const Input& input, InfraModel& model) {
  if (input.tree == nullptr) return;
  if (const data::Value root = input.tree->root(); root.is_mapping())
    model.kustomizations.push_back(KustomizationReader(input).read(root));
}

}  // namespace s1::model
