// SPDX-License-Identifier: Apache-2.0
// What who runs it must know: how many copies run and what changes their number, how updates roll out and back, where
// pipelines deploy to.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "facts/resource_roles.h"
#include "report/counted.h"
#include "report/evidence/collector.h"

namespace s1::report {
namespace {

void add_replicas(Collector& to) {
  for (const model::Workload& workload : to.model.workloads) {
    if (workload.replicas.known() && !workload.replicas.text.empty())
      to.add(field::operations,
             name_of(workload) + " runs " + workload.replicas.text +
                 (workload.replicas.text == "1" ? " replica" : " replicas"),
             workload.replicas.place, topic::scaling);
    if (workload.schedule.known() && !workload.schedule.text.empty())
      to.add(field::operations, name_of(workload) + " runs on the schedule " + workload.schedule.text,
             workload.schedule.place, topic::deployment);
  }
  for (const model::Service& service : to.model.services)
    if (service.replicas.known() && !service.replicas.text.empty())
      to.add(field::operations,
             name_of(service) + " runs " + service.replicas.text +
                 (service.replicas.text == "1" ? " replica" : " replicas"),
             service.replicas.place, topic::scaling);
}

void add_scalers(Collector& to) {
  struct Scaler {
    std::string least;
    std::string most;
    std::string target;
  };
  std::map<std::uint32_t, Scaler> scalers;
  for (const model::ObjectFact& fact : to.model.facts) {
    if (fact.name == "min replicas") scalers[fact.object].least = fact.value.text;
    if (fact.name == "max replicas") scalers[fact.object].most = fact.value.text;
  }
  for (const model::ObjectReference& reference : to.model.references)
    if (const auto found = scalers.find(reference.object); found != scalers.end() && reference.name.known())
      found->second.target = reference.kind + " " + reference.name.text;
  for (const auto& [index, scaler] : scalers) {
    if (scaler.most.empty()) continue;
    const model::KubernetesObject& object = to.model.objects[index];
    to.add(field::operations,
           name_of(object) + " scales" + (scaler.target.empty() ? "" : " " + scaler.target) +
               (scaler.least.empty() ? " up to " : " from " + scaler.least + " to ") + scaler.most + " replicas",
           object.place, topic::scaling);
  }
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role == nullptr) continue;
    if (role->role == "scaling")
      to.add(field::operations, std::string(role->product) + " " + resource.name + " is declared", resource.place,
             topic::scaling);
    for (const model::Attribute& attribute : resource.attributes)
      if (facts::topic_of_attribute(attribute.name) == "scaling")
        to.add(field::view,
               std::string(role->product) + " " + resource.name + " sets " + attribute.name + " to " +
                   attribute.value.text,
               attribute.value.place, topic::scaling);
  }
}

void add_deployment(Collector& to) {
  for (const model::Pipeline& pipeline : to.model.pipelines)
    for (const model::Job& job : pipeline.jobs)
      if (job.environment.known() && !job.environment.text.empty())
        to.add(field::operations,
               "job " + job.id + " of " + name_of(pipeline, to.model) + " deploys to the environment " +
                   job.environment.text,
               job.environment.place, topic::deployment);
  for (const model::Workload& workload : to.model.workloads)
    if (workload.strategy.known() && !workload.strategy.text.empty())
      to.add(field::operations, name_of(workload) + " is updated by the strategy " + workload.strategy.text,
             workload.strategy.place, topic::deployment);
  for (const model::Service& service : to.model.services)
    if (service.build)
      to.add(
          field::view,
          name_of(service) + " is built from " +
              (service.build->dockerfile_path.empty() ? std::string("a Dockerfile") : service.build->dockerfile_path),
          service.container.place, topic::deployment);
  for (const model::Workload& workload : to.model.workloads)
    for (const model::Container& container : workload.containers)
      if (!container.is_init && container.image.known() && !container.image.text.empty())
        to.add(field::view, name_of(workload) + " runs the image " + container.image.text, container.image.place,
               topic::deployment);
}

void add_rollback(Collector& to) {
  std::map<std::uint32_t, std::string> sync;
  for (const model::ObjectFact& fact : to.model.facts)
    if (fact.name == "sync") sync.emplace(fact.object, fact.value.text);
  std::uint32_t before = UINT32_MAX;
  for (const model::Application& application : to.model.applications) {
    if (application.object == before) continue;
    before = application.object;
    const model::KubernetesObject& object = to.model.objects[application.object];
    const auto automated = sync.find(application.object);
    to.add(field::operations,
           "Argo CD " + name_of(object) + " deploys what Git says" +
               (automated == sync.end() ? "" : " (" + automated->second + ")") + "; reverting the commit rolls back",
           object.place, topic::rollback);
  }
  // Argo CD takes such a step back at once where it heals.
  if (std::ranges::any_of(sync, [](const auto& each) { return each.second.contains("self-heal"); })) return;
  // One claim a kind: the command is the same for all of it.
  std::map<std::string, std::pair<std::vector<std::string>, model::Place>> undone;
  for (const model::Workload& workload : to.model.workloads) {
    if (!to.covers(workload.place) || workload.name.empty() || workload.platform != "kubernetes") continue;
    if (workload.kind != "Deployment" && workload.kind != "StatefulSet" && workload.kind != "DaemonSet" &&
        workload.kind != "Rollout")
      continue;
    auto& [names, place] = undone[workload.kind];
    if (names.empty()) place = workload.place;
    if (std::ranges::find(names, workload.name) == names.end() && names.size() < 1000) names.push_back(workload.name);
  }
  for (const auto& [kind, found] : undone)
    to.add(field::operations,
           "`kubectl " + std::string(kind == "Rollout" ? "argo rollouts undo" : "rollout undo") +
               "` takes back the last revision of " + kind + " " + listed(found.first),
           found.second, topic::rollback);
  for (const model::Chart& chart : to.model.charts)
    to.add(field::operations, "`helm rollback` takes back the last release of chart " + chart.name, chart.place,
           topic::rollback);
}

}  // namespace

void collect_operations(Collector& to) {
  add_replicas(to);
  add_scalers(to);
  add_deployment(to);
  add_rollback(to);
}

}  // namespace s1::report
