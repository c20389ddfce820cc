// SPDX-License-Identifier: Apache-2.0
#include "report/link_index.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "facts/secret_patterns.h"

namespace s1::report {
namespace {

using Json = nlohmann::ordered_json;
using model::Entity;

struct Description {
  std::string_view kind;
  std::string name;
  const model::Place* place;
};

Description describe_one(const model::InfraModel& model, const model::Ref& ref) {
  switch (ref.entity) {
    case Entity::image: {
      const model::Image& image = model.images[ref.index];
      return {"image", image.stage, &image.place};
    }
    case Entity::service: {
      const model::Container& container = model.services[ref.index].container;
      return {"service", container.name, &container.place};
    }
    case Entity::workload: {
      const model::Workload& workload = model.workloads[ref.index];
      return {"workload", workload.kind + "/" + workload.name, &workload.place};
    }
    case Entity::kubernetes_service: {
      const model::KubernetesObject& object = model.objects[model.kubernetes_services[ref.index].object];
      return {"service", object.name, &object.place};
    }
    case Entity::pipeline: {
      const model::Job& job = model.pipelines[ref.index].jobs[ref.part];
      return {"job", job.id, &job.place};
    }
    case Entity::chart:
      return {"chart", model.charts[ref.index].name, &model.charts[ref.index].place};
    case Entity::application: {
      const model::Application& application = model.applications[ref.index];
      return {"application", model.objects[application.object].name, &application.place};
    }
    case Entity::config:
      return {"config", model.configs[ref.index].name, &model.configs[ref.index].place};
  }
  return {};
}

}  // namespace

LinkIndex::LinkIndex(const model::InfraModel& model) : model_(model) {
  for (const model::Link& link : model.links) {
    from_[{link.kind, link.from.entity, link.from.index}].push_back(link.to);
    to_[{link.kind, link.to.entity, link.to.index}].push_back(link.from);
  }
}

Json LinkIndex::describe(const std::vector<model::Ref>& refs) const {
  Json list = Json::array();
  for (const model::Ref& ref : refs) {
    if (list.size() == kMostShown) break;
    const Description each = describe_one(model_, ref);
    Json json = {{"kind", each.kind}};
    if (!each.name.empty()) json["name"] = facts::scrub(each.name);
    json["path"] = model_.paths[each.place->file];
    json["line"] = each.place->line;
    if (std::ranges::find(list, json) == list.end()) list.push_back(std::move(json));
  }
  return list;
}

Json LinkIndex::from(model::LinkKind kind, Entity entity, std::size_t index) const {
  const auto found = from_.find({kind, entity, static_cast<std::uint32_t>(index)});
  return found == from_.end() ? Json::array() : describe(found->second);
}

Json LinkIndex::to(model::LinkKind kind, Entity entity, std::size_t index) const {
  const auto found = to_.find({kind, entity, static_cast<std::uint32_t>(index)});
  return found == to_.end() ? Json::array() : describe(found->second);
}

}  // namespace s1::report
