// SPDX-License-Identifier: Apache-2.0
#include "model/infra_model.h"

#include <iterator>
#include <utility>

namespace s1::model {
namespace {

template <class T>
void move_to_end(std::vector<T>& into, std::vector<T>& from) {
  into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

template <class T>
void shift_objects(std::vector<T>& entities, std::uint32_t by) {
  for (T& entity : entities) entity.object += by;
}

}  // namespace

void InfraModel::append(InfraModel&& unit) {
  const auto objects_before = static_cast<std::uint32_t>(objects.size());
  shift_objects(unit.workloads, objects_before);
  shift_objects(unit.kubernetes_services, objects_before);
  shift_objects(unit.references, objects_before);
  shift_objects(unit.selectors, objects_before);
  shift_objects(unit.facts, objects_before);
  shift_objects(unit.applications, objects_before);
  move_to_end(images, unit.images);
  move_to_end(services, unit.services);
  move_to_end(objects, unit.objects);
  move_to_end(workloads, unit.workloads);
  move_to_end(kubernetes_services, unit.kubernetes_services);
  move_to_end(references, unit.references);
  move_to_end(selectors, unit.selectors);
  move_to_end(facts, unit.facts);
  move_to_end(kustomizations, unit.kustomizations);
  move_to_end(pipelines, unit.pipelines);
  move_to_end(resources, unit.resources);
  move_to_end(charts, unit.charts);
  move_to_end(applications, unit.applications);
  move_to_end(configs, unit.configs);
  move_to_end(alerts, unit.alerts);
}

}  // namespace s1::model
