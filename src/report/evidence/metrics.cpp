// SPDX-License-Identifier: Apache-2.0
// What is measured: what Prometheus scrapes, probes, and what collects metrics.
#include <algorithm>
#include <string>
#include <vector>

#include "facts/monitoring_images.h"
#include "facts/resource_roles.h"
#include "model/image_name.h"
#include "report/evidence/collector.h"

namespace s1::report {
namespace {

std::string_view annotation(const model::Labels& annotations, std::string_view name) {
  const auto found = std::ranges::find(annotations, name, &model::Labels::value_type::first);
  return found == annotations.end() ? std::string_view() : std::string_view(found->second);
}

void add_annotated(Collector& to, const std::string& who, const model::Labels& annotations, const model::Place& place) {
  if (annotation(annotations, "prometheus.io/scrape") != "true") return;
  std::string claim = "Prometheus is told to scrape " + who;
  if (const auto port = annotation(annotations, "prometheus.io/port"); !port.empty())
    claim += ", port " + std::string(port);
  if (const auto path = annotation(annotations, "prometheus.io/path"); !path.empty())
    claim += ", path " + std::string(path);
  to.add(field::metrics, std::move(claim), place);
}

void add_container(Collector& to, const std::string& who, const model::Container& container) {
  for (const model::Port& port : container.ports)
    if (port.name.find("metrics") != std::string::npos && port.container.known())
      to.add(field::metrics, who + " has the port " + port.name + " (" + port.container.text + ")", port.place);
  std::vector<std::string> probes;
  for (const model::Probe& probe : container.probes) probes.push_back(probe.type + " (" + probe.mechanism + ")");
  if (!probes.empty())
    to.add(field::metrics, who + " is probed: " + listed(probes), container.probes.front().place);
  else if (container.healthcheck.known() && !container.healthcheck.text.empty() && !container.healthcheck.is("NONE"))
    to.add(field::metrics, who + " has a health check", container.healthcheck.place);
}

void add_product(Collector& to, const std::string& who, const model::Container& container, const model::Place& place) {
  const auto name = model::repository_of(container.image);
  const facts::MonitoringImage* const image = name ? facts::find_monitoring_image(*name) : nullptr;
  if (image == nullptr) return;
  const std::string_view into = image->part == "metrics"  ? field::metrics
                                : image->part == "alerts" ? field::alerts
                                                          : field::logging;
  to.add(into, who + " runs " + std::string(image->product), place,
         image->part == "alerts" ? topic::alerts : std::string_view());
}

}  // namespace

void collect_metrics(Collector& to) {
  for (const model::ObjectFact& fact : to.model.facts)
    if (fact.name == "endpoint")
      to.add(field::metrics, name_of(to.model.objects[fact.object]) + " scrapes " + fact.value.text, fact.value.place);
  for (const model::Workload& workload : to.model.workloads)
    add_annotated(to, name_of(workload), workload.pod_annotations, workload.place);
  for (const model::KubernetesObject& object : to.model.objects)
    if (object.kind == "Service") add_annotated(to, name_of(object), object.annotations, object.place);
  for (const model::Service& service : to.model.services) {
    add_product(to, name_of(service), service.container, service.container.place);
    add_container(to, name_of(service), service.container);
  }
  for (const model::Workload& workload : to.model.workloads)
    for (const model::Container& container : workload.containers) {
      add_product(to, name_of(workload), container, container.place);
      add_container(to, "container " + container.name + " of " + name_of(workload), container);
    }
  for (const model::AlertRule& rule : to.model.alerts)
    if (!rule.is_alert && !rule.name.empty()) to.add(field::metrics, "Prometheus records " + rule.name, rule.place);
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role != nullptr && role->role == "metrics")
      to.add(field::metrics, std::string(role->product) + " " + resource.name, resource.place);
  }
}

}  // namespace s1::report
