// SPDX-License-Identifier: Apache-2.0
// Exports the rule kubernetes/service-selects-nothing.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "model/infra_model.h"
#include "model/kubernetes_lookup.h"
#include "rules/between_files.h"
#include "rules/rule.h"

namespace s1::rules::kubernetes_service_selects_nothing {
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

void check(const model::InfraModel& model, Sink& out) {
  // The pods may be a chart's, whose templates are not read.
  if (some_labels_unknown(model) || !model.charts.empty()) return;
  const model::WorkloadsByLabel workloads(model);
  for (const model::KubernetesService& service : model.kubernetes_services) {
    if (!service.selector_known || model::written_labels(service.selector).empty()) continue;
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
    {"--- kustomization.yaml ---\nresources:\n  - web.yaml\ncommonLabels:\n  team: shop\n--- web.yaml ---\napiVersion: "
     "v1\n"
     "kind: Service\nmetadata:\n  name: web\nspec:\n  «selector»:\n    app: wbe\n  ports:\n    - port: 80\n---\n"
     "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  containers:\n    - name: "
     "web\n"
     "      image: nginx:1.29\n"},
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
    // A kustomization adds the label.
    "--- kustomization.yaml ---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - "
    "web.yaml\nlabels:\n  - pairs:\n      team: shop\n    includeTemplates: true\n--- web.yaml ---\napiVersion: v1\n"
    "kind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    team: shop\n  ports:\n    - port: 80\n---\n"
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: "
    "nginx:1.29\n",
    // What it takes from elsewhere may have the pods.
    "--- kustomization.yaml ---\nresources:\n  - web.yaml\n  - https://example.com/base.yaml\n--- web.yaml ---\n"
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: "
    "80\n",
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

extern constinit const Rule rule{
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
reported where the labels of a workload are templated or where the repository has a Helm chart, whose pods are not known.
The labels and namespaces that kustomizations set count (`commonLabels`, `labels` with `includeSelectors` or
`includeTemplates`). Where one takes resources from elsewhere, or its charts, transformers or patches may change labels or
selectors, nothing is reported of what it takes or of what lies beside it.

There is no fix: whether the selector is wrong, the labels are, or the workload is missing, has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::kubernetes_service_selects_nothing
