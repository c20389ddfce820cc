// SPDX-License-Identifier: Apache-2.0
// What has a price: sizes and storage of cloud resources, gateways and load balancers, what containers ask for.
#include <string>
#include <vector>

#include "facts/resource_roles.h"
#include "report/evidence/collector.h"

namespace s1::report {
namespace {

void add(Collector& to, std::string claim, const model::Place& place) {
  to.add(field::view, std::move(claim), place, topic::cost);
}

std::string needs_of(const model::Container& container) {
  std::vector<std::string> needs;
  if (container.needs.cpu_request.known()) needs.push_back(container.needs.cpu_request.text + " CPU");
  if (container.needs.memory_request.known()) needs.push_back(container.needs.memory_request.text + " of memory");
  return listed(needs);
}

}  // namespace

void collect_cost(Collector& to) {
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role == nullptr) continue;
    const std::string who = std::string(role->product) + " " + resource.name;
    if (role->role == "cost" || role->role == "entry") add(to, who + " (" + resource.type + ")", resource.place);
    for (const model::Attribute& attribute : resource.attributes)
      if (facts::topic_of_attribute(attribute.name) == "cost")
        add(to, who + " sets " + attribute.name + " to " + attribute.value.text, attribute.value.place);
  }
  for (const model::KubernetesService& service : to.model.kubernetes_services)
    if (service.type == "LoadBalancer")
      add(to, name_of(to.model.objects[service.object]) + " asks for a load balancer",
          to.model.objects[service.object].place);
  for (const model::Workload& workload : to.model.workloads)
    for (const model::Container& container : workload.containers) {
      const std::string needs = needs_of(container);
      if (needs.empty() || container.is_init) continue;
      add(to,
          "container " + container.name + " of " + name_of(workload) + " asks for " + needs +
              (workload.replicas.known() && workload.replicas.text != "1"
                   ? ", in each of " + workload.replicas.text + " replicas"
                   : ""),
          container.place);
    }
  for (const model::ObjectFact& fact : to.model.facts)
    if (fact.name == "storage")
      add(to, name_of(to.model.objects[fact.object]) + " asks for " + fact.value.text + " of storage",
          fact.value.place);
}

}  // namespace s1::report
