// SPDX-License-Identifier: Apache-2.0
// Exports the rule kubernetes/probe-port-not-open.
#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "model/infra_model.h"
#include "rules/between_files.h"
#include "rules/image_ports.h"
#include "rules/rule.h"

namespace s1::rules::kubernetes_probe_port_not_open {
namespace {

std::string_view alias_of(const model::Probe& probe) {
  return probe.type == "liveness"    ? "kube-linter:liveness-port"
         : probe.type == "readiness" ? "kube-linter:readiness-port"
                                     : "kube-linter:startup-port";
}

// A name is looked for among the container's own ports.
bool has_name(const model::Container& container, std::string_view name) {
  return std::ranges::any_of(container.ports, [&](const model::Port& port) {
    return port.container.state == model::State::unknown || port.name == name;  // an unknown one may be it
  });
}

// The numbers that the containers of a pod list: they share one network, so a number may be another one's (a
// sidecar's).
class PodPorts {
 public:
  explicit PodPorts(const model::Workload& workload) {
    for (const model::Container& container : workload.containers)
      for (const model::Port& port : container.ports)
        if (port.container.state == model::State::unknown)
          any_ = true;
        else
          numbers_.insert(port.first);
  }

  [[nodiscard]] bool contain(std::uint32_t number) const { return any_ || numbers_.contains(number); }

 private:
  std::unordered_set<std::uint32_t> numbers_;
  bool any_ = false;
};

void check(const model::InfraModel& model, Sink& out) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, const model::Image*> images;
  for (const model::Link& link : model.links)
    if (link.kind == model::LinkKind::runs && link.from.entity == model::Entity::workload)
      images[{link.from.index, link.from.part}] = &model.images[link.to.index];

  std::map<const model::Image*, ExposedPorts> exposed_ports;
  for (std::uint32_t i = 0; i < model.workloads.size(); ++i) {
    const model::Workload& workload = model.workloads[i];
    if (workload.platform != "kubernetes") continue;
    const PodPorts pod(workload);
    for (std::uint32_t j = 0; j < workload.containers.size(); ++j) {
      const model::Container& container = workload.containers[j];
      for (const model::Probe& probe : container.probes) {
        if (!probe.port.known()) continue;
        const auto number = number_of(probe.port);
        if (number ? pod.contain(*number) : has_name(container, probe.port.text)) continue;
        const auto image = images.find({i, j});
        if (number && image != images.end() &&
            exposed_ports.try_emplace(image->second, *image->second).first->second.contain(*number))
          continue;
        Report report =
            report_at(probe.port.place, "The " + probe.type + " probe asks port " + probe.port.text + ", which " +
                                            (number ? "no container of the pod lists" : "the container does not list"));
        report.resource = workload.kind + "/" + workload.name;
        report.only_aliases = {alias_of(probe)};
        // A number that is not listed may be open all the same; a name that is not listed is an error.
        if (number) report.confidence = container.ports.empty() ? Confidence::low : Confidence::medium;
        out.report(std::move(report));
      }
    }
  }
}

constexpr std::string_view aliases[] = {"kube-linter:liveness-port", "kube-linter:readiness-port",
                                        "kube-linter:startup-port"};

constexpr Bad bad[] = {
    {"--- pod.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n     "
     " image: "
     "nginx:1.29\n      ports:\n        - name: http\n          containerPort: 8080\n      livenessProbe:\n        "
     "httpGet:\n       "
     "   path: /\n          port: «80»\n      readinessProbe:\n        tcpSocket:\n          port: «htpp»\n"},
};

constexpr std::string_view good[] = {
    "--- pod.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      "
    "image: "
    "nginx:1.29\n      ports:\n        - name: http\n          containerPort: 8080\n      livenessProbe:\n        "
    "httpGet:\n       "
    "   path: /\n          port: 8080\n      readinessProbe:\n        tcpSocket:\n          port: http\n      "
    "startupProbe:\n    "
    "    exec:\n          command: [\"true\"]\n",
    // The sidecar listens for both.
    "--- pod.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      "
    "image: nginx:1.29\n      ports:\n        - containerPort: 8080\n      livenessProbe:\n        tcpSocket:\n        "
    "  "
    "port: 9090\n    - name: proxy\n      image: envoyproxy/envoy:v1.35.0\n      ports:\n        - containerPort: "
    "9090\n",
    // The image opens it.
    "--- web/Dockerfile ---\nFROM nginx:1.29\nEXPOSE 9000\n--- pod.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  "
    "name: "
    "web\nspec:\n  containers:\n    - name: web\n      image: web\n      livenessProbe:\n        tcpSocket:\n          "
    "port: "
    "9000\n",
};

constexpr std::string_view references[] = {
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"};

}  // namespace

extern constinit const Rule rule{
    .id = "kubernetes/probe-port-not-open",
    .title = "A probe asks a port that the container does not open",
    .help = "Ask a port that the container lists, or list the port",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(A liveness probe on a port that nobody opens restarts a healthy container again and again; a readiness probe keeps it out
of its Services for ever. A port's name that the container does not list makes every probe fail.

Ask a port of the container's `ports`, best by its name, so that both change together; or add the port to the list.

The containers of a pod share one network, so a number counts as open where any of them lists it; a name must be the
container's own. A number that the image's Dockerfile exposes counts as open too. A number that nobody lists may be open all the same, so the
confidence is lower than for a name.

There is no fix: whether the probe, the list of ports or the program is wrong has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::kubernetes_probe_port_not_open
