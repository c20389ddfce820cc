// SPDX-License-Identifier: Apache-2.0
// Exports the rule kubernetes/non-root-conflict.
#include <string>
#include <utility>

#include "model/infra_model.h"
#include "rules/between_files.h"
#include "rules/image_user.h"
#include "rules/rule.h"

namespace s1::rules::kubernetes_non_root_conflict {
namespace {

// Why the kubelet will not start a container that must not run as root; empty where it will, or where that is not
// known.
std::string refusal(const ImageUser& user) {
  if (user.uid == 0)
    return "runAsNonRoot is set, but the image runs as root and nothing says runAsUser: the container will not start";
  if (!user.uid && user.is_written)
    return "runAsNonRoot is set, but the image's USER " + user.name +
           " is a name, which cannot be told from root: the container will not start without runAsUser";
  return {};
}

void check(const model::InfraModel& model, Sink& out) {
  for (const model::Link& link : model.links) {
    if (link.kind != model::LinkKind::runs || link.from.entity != model::Entity::workload) continue;
    const model::Workload& workload = model.workloads[link.from.index];
    const model::Container& container = workload.containers[link.from.part];
    if (workload.platform != "kubernetes" || !container.run_as_non_root.is("true")) continue;
    if (container.user.state != model::State::absent && container.user.state != model::State::null) continue;
    const model::Image& image = model.images[link.to.index];
    const std::optional<ImageUser> user = user_of(image);
    if (!user) continue;
    std::string message = refusal(*user);
    if (message.empty()) continue;
    Report report = report_at(container.run_as_non_root.place, std::move(message));
    report.resource = workload.kind + "/" + workload.name;
    report.related.push_back(user->is_written ? related_at(image.user.place, "the image's user")
                                              : related_at(image.place, "the image has no USER"));
    if (link.by_name) report.confidence = Confidence::low;
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"--- web/Dockerfile ---\nFROM debian:12\nCMD [\"sleep\", \"1d\"]\n--- web.yaml ---\napiVersion: apps/v1\nkind: "
     "Deployment\nmetadata:\n  name: web\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: "
     "{labels: "
     "{app: web}}\n    spec:\n      securityContext:\n        runAsNonRoot: «true»\n      containers:\n        - name: "
     "web\n    "
     "      image: web\n"},
    {"--- web/Dockerfile ---\nFROM node:22\nUSER node\n--- web.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: "
     "web\nspec:\n  containers:\n    - name: web\n      image: web:1.4\n      securityContext:\n        runAsNonRoot: "
     "«true»\n"},
};

constexpr std::string_view good[] = {
    "--- web/Dockerfile ---\nFROM node:22\nUSER 1000\n--- web.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: "
    "web\nspec:\n  containers:\n    - name: web\n      image: web\n      securityContext:\n        runAsNonRoot: "
    "true\n",
    "--- web/Dockerfile ---\nFROM node:22\nUSER node\n--- web.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: "
    "web\nspec:\n  securityContext: {runAsUser: 1000}\n  containers:\n    - name: web\n      image: web\n      "
    "securityContext:\n        runAsNonRoot: true\n",
    // Whose image it is, or whom it runs as, is not known.
    "--- web/Dockerfile ---\nFROM debian:12\n--- web.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: "
    "web\nspec:\n  "
    "containers:\n    - name: web\n      image: example.com/acme/web\n      securityContext:\n        runAsNonRoot: "
    "true\n",
};

constexpr std::string_view references[] = {
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"};

}  // namespace

extern constinit const Rule rule{
    .id = "kubernetes/non-root-conflict",
    .title = "runAsNonRoot is set for an image that runs as root",
    .help = "Give the image a numeric USER, or set runAsUser",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .docs =
        R"(With `runAsNonRoot: true` the kubelet refuses to start a container whose user is root, and one whose user it cannot
tell from root: a name in `USER` is not looked up. Without `runAsUser` the image's own user counts. The pod then stays in
CreateContainerConfigError.

Write a number in the Dockerfile (`USER 1000`), or set `runAsUser` beside `runAsNonRoot`.

The image is found by who builds it: a name that a Compose file or a pipeline gives, or, with low confidence, the only
Dockerfile in a folder of the image's name.

There is no fix: which user the image can run as has to be known, and whether the image or the manifest is to change.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::kubernetes_non_root_conflict
