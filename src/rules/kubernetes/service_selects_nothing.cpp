// SPDX-License-Identifier: Apache-2.0
// Exports the rule kubernetes/service-selects-nothing.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/infra_model.h"
#include "model/kubernetes_lookup.h"
#include "rules/between_files.h"
#include "rules/rule.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

std::string shown(const model::Labels& labels) {
  std::string text;
  for (const auto& [key, value] : labels) (text += text.empty() ? "" : ", ") += key + "=" + value;
  return text;
}

// A workload whose labels cannot be read might be the one.
bool some_labels_unknown(const model::InfraModel& model) {
  return std::ranges::any_of(model.workloads, [](const model::Workload& each) { return !each.labels_known; });
}

// Folders with a kustomization, which may add labels to what lies there and beneath.
std::set<std::string_view> kustomized_folders(const model::InfraModel& model) {
  std::set<std::string_view> folders;
  for (const std::string& path : model.paths) {
    const std::string_view name = workspace::base_name(path);
    if (name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization")
      folders.insert(workspace::parent_path(path));
  }
  return folders;
}

bool lies_in_one(const std::set<std::string_view>& folders, std::string_view path) {
  if (folders.empty()) return false;
  for (std::string_view folder = workspace::parent_path(path);; folder = workspace::parent_path(folder)) {
    if (folders.contains(folder)) return true;
    if (folder.empty()) return false;
  }
}

void check(const model::InfraModel& model, Sink& out) {
  // The pods may be a chart's, whose templates are not read.
  if (some_labels_unknown(model) || !model.charts.empty()) return;
  const std::set<std::string_view> kustomized = kustomized_folders(model);
  const model::WorkloadsByLabel workloads(model);
  for (const model::KubernetesService& service : model.kubernetes_services) {
    if (!service.selector_known || model::written_labels(service.selector).empty()) continue;
    if (lies_in_one(kustomized, model.paths[service.selector_place.file])) continue;
    const model::Nearest selected = workloads.selected_by(service);
    if (!selected.found.empty() || !selected.complete) continue;
    Report report = report_at(service.selector_place,
                              "No pod has the labels that this Service selects: " + shown(service.selector));
    report.resource = "Service/" + model.objects[service.object].name;
    // With no workload at all the repository may hold only a part of what is deployed.
    if (model.workloads.empty()) report.confidence = Confidence::low;
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"kube-linter:dangling-service"};

constexpr Bad bad[] = {
    {"--- web.yaml ---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  «selector»:\n    app: wbe\n  "
     "ports:\n    - "
     "port: 80\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    "
     "matchLabels:\n      "
     "app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - "
     "name: web\n  "
     "        image: nginx:1.29\n"},
};

constexpr std::string_view good[] = {
    "--- service.yaml ---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  "
    "ports:\n    "
    "- port: 80\n--- deployment.yaml ---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  "
    "selector:\n    "
    "matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n        tier: front\n  "
    "  spec:\n   "
    "   containers:\n        - name: web\n          image: nginx:1.29\n",
    // A StatefulSet gives each of its pods this label.
    "--- db.yaml ---\napiVersion: v1\nkind: Service\nmetadata:\n  name: db-0\nspec:\n  selector:\n    "
    "statefulset.kubernetes.io/pod-name: db-0\n  ports:\n    - port: 5432\n",
    // Any kind with a pod template runs pods.
    "--- all.yaml ---\napiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  selector:\n    app: db\n  "
    "ports:\n    - port: 80\n---\napiVersion: apps.openshift.io/v1\nkind: DeploymentConfig\nmetadata:\n  name: db\n"
    "spec:\n  template:\n    metadata:\n      labels:\n        app: db\n    spec:\n      containers:\n        - name: "
    "db\n          image: postgres:18\n",
    // A kustomization may add the label.
    "--- kustomization.yaml ---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - "
    "web.yaml\nlabels:\n  - pairs:\n      team: shop\n    includeTemplates: true\n--- web.yaml ---\napiVersion: v1\n"
    "kind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    team: shop\n  ports:\n    - port: 80\n",
    // The pods may be the chart's.
    "--- chart/Chart.yaml ---\napiVersion: v2\nname: web\nversion: 1.0.0\n--- service.yaml ---\napiVersion: v1\nkind: "
    "Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n",
    "--- external.yaml ---\napiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: ExternalName\n  "
    "externalName: "
    "db.example.com\n",
};

constexpr std::string_view references[] = {
    "https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors"};

}  // namespace

extern constinit const Rule kubernetes_service_selects_nothing{
    .id = "kubernetes/service-selects-nothing",
    .title = "A Service selects no pods",
    .help = "Give the selector the labels of the pod template",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .aliases = aliases,
    .docs =
        R"(A Service sends traffic to the pods that have all labels of its selector. Where none has, it has no endpoints, and every
connection to it is refused. Most often a label was renamed on one side only.

Give the selector the labels of the pod template (`spec.template.metadata.labels`, not those of the Deployment).

All manifests of the repository are looked at, in the same namespace; one that names no namespace may be in any. Labels
that controllers give their pods (`statefulset.kubernetes.io/pod-name`, `job-name`) are left out of account. Nothing is
reported where the labels of a workload are templated, where the repository has a Helm chart, whose pods are not known,
or where a kustomization lies in the folder of the Service or above it: it may change labels and selectors.

There is no fix: whether the selector is wrong, the labels are, or the workload is missing, has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules
