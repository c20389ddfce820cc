// SPDX-License-Identifier: Apache-2.0
// What keeps it running: disruption budgets, probes and health checks, restarts, several copies, cloud settings.
#include <charconv>
#include <string>
#include <vector>

#include "facts/resource_roles.h"
#include "report/evidence/collector.h"

namespace s1::report {
namespace {

bool is_several(const model::Value& count) {
  int number = 0;
  if (!count.known()) return false;
  const char* const end = count.text.data() + count.text.size();
  return std::from_chars(count.text.data(), end, number).ptr == end && number > 1;
}

void add(Collector& to, std::string claim, const model::Place& place) {
  to.add(field::view, std::move(claim), place, topic::reliability);
}

void add_container(Collector& to, const std::string& who, const model::Container& container) {
  std::vector<std::string> probes;
  for (const model::Probe& probe : container.probes) probes.push_back(probe.type);
  if (!probes.empty())
    add(to, who + " has probes: " + listed(probes), container.probes.front().place);
  else if (container.healthcheck.known() && !container.healthcheck.text.empty() && !container.healthcheck.is("NONE"))
    add(to, who + " has a health check", container.healthcheck.place);
}

}  // namespace

void collect_reliability(Collector& to) {
  for (const model::ObjectFact& fact : to.model.facts)
    if (fact.name == "minAvailable" || fact.name == "maxUnavailable")
      add(to, name_of(to.model.objects[fact.object]) + " sets " + std::string(fact.name) + " to " + fact.value.text,
          fact.value.place);
  for (const model::Workload& workload : to.model.workloads) {
    if (is_several(workload.replicas))
      add(to, name_of(workload) + " runs " + workload.replicas.text + " replicas", workload.replicas.place);
    for (const model::Container& container : workload.containers)
      add_container(to, "container " + container.name + " of " + name_of(workload), container);
  }
  for (const model::ObjectFact& fact : to.model.facts)
    if (fact.name == "min replicas" && is_several(fact.value))
      add(to, name_of(to.model.objects[fact.object]) + " keeps at least " + fact.value.text + " replicas",
          fact.value.place);
  for (const model::Service& service : to.model.services) {
    if (service.restart.known() && !service.restart.text.empty() && service.restart.text != "no")
      add(to, name_of(service) + " is restarted: " + service.restart.text, service.restart.place);
    add_container(to, name_of(service), service.container);
  }
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role == nullptr) continue;
    for (const model::Attribute& attribute : resource.attributes)
      if (facts::topic_of_attribute(attribute.name) == "reliability")
        add(to,
            std::string(role->product) + " " + resource.name + " sets " + attribute.name + " to " +
                attribute.value.text,
            attribute.value.place);
  }
}

}  // namespace s1::report
