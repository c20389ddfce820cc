// SPDX-License-Identifier: Apache-2.0
// Where logs go: log drivers of Compose and ECS, log groups and trails of clouds. What collects logs and runs here is
// found by its image (metrics.cpp).
#include <string>

#include "facts/resource_roles.h"
#include "report/evidence/collector.h"

namespace s1::report {

void collect_logging(Collector& to) {
  const auto add_driver = [&](const std::string& who, const model::Container& container) {
    if (container.log_driver.known() && !container.log_driver.text.empty())
      to.add(field::logging, who + " logs by the driver " + container.log_driver.text, container.log_driver.place);
  };
  for (const model::Service& service : to.model.services) add_driver(name_of(service), service.container);
  for (const model::Workload& workload : to.model.workloads)
    for (const model::Container& container : workload.containers)
      add_driver("container " + container.name + " of " + name_of(workload), container);
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role == nullptr || role->role != "logging") continue;
    std::string claim = std::string(role->product) + " " + resource.name;
    for (const model::Attribute& attribute : resource.attributes)
      if (facts::topic_of_attribute(attribute.name) == "logging")
        claim += " keeps " + attribute.value.text + (attribute.value.text == "1" ? " day" : " days");
    to.add(field::logging, std::move(claim), resource.place);
  }
}

}  // namespace s1::report
