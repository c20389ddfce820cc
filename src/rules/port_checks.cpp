// SPDX-License-Identifier: Apache-2.0
#include "rules/port_checks.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "rules/between_files.h"
#include "rules/image_ports.h"

namespace s1::rules {
namespace {

std::string exposed(const model::Image& image) {
  constexpr std::size_t most = 5;
  std::string list;
  for (std::size_t i = 0; i < std::min(most, image.ports.size()); ++i)
    (list += list.empty() ? "" : ", ") += image.ports[i].text;
  if (image.ports.size() > most) list += " and " + std::to_string(image.ports.size() - most) + " more";
  return list;
}

}  // namespace

void report_ports_not_exposed(const model::InfraModel& model, model::Entity entity, Sink& out) {
  std::map<std::uint32_t, ExposedPorts> exposed_ports;  // by image
  for (const model::Link& link : model.links) {
    if (link.kind != model::LinkKind::runs || link.from.entity != entity) continue;
    const bool is_service = entity == model::Entity::service;
    if (!is_service && model.workloads[link.from.index].platform != "kubernetes") continue;
    const model::Container& container = is_service ? model.services[link.from.index].container
                                                   : model.workloads[link.from.index].containers[link.from.part];
    const model::Image& image = model.images[link.to.index];
    if (!exposed_ports_known(image)) continue;
    const ExposedPorts& ports = exposed_ports.try_emplace(link.to.index, image).first->second;
    for (const model::Port& port : container.ports) {
      const auto number = number_of(port.container);
      if (!number || ports.contain(*number)) continue;
      Report report = report_at(is_service ? port.place : port.container.place,
                                "The image does not expose port " + port.container.text + ", but " + exposed(image));
      report.resource = container.name;
      report.related.push_back(related_at(image.ports.front().place, "exposed here"));
      if (link.by_name) report.confidence = Confidence::low;
      out.report(std::move(report));
    }
  }
}

}  // namespace s1::rules
