// SPDX-License-Identifier: Apache-2.0
#include "model/dockerfile_index.h"

#include <optional>
#include <utility>

#include "facts/base_images.h"
#include "model/infra_model.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {
namespace {

void add(DockerfileIndex& index, const Build& build, BuildRef ref) {
  if (!build.is_inline && !build.dockerfile_path.empty()) index.builds[build.dockerfile_path].push_back(ref);
  if (!build.context_path.empty()) index.contexts[build.context_path].push_back(ref);
}

void add_builds(const InfraModel& model, DockerfileIndex& index) {
  for (std::uint32_t i = 0; i < model.services.size(); ++i)
    if (const auto& build = model.services[i].build) add(index, *build, {{Entity::service, i, 0}, 0});
  for (std::uint32_t i = 0; i < model.pipelines.size(); ++i) {
    const std::vector<Job>& jobs = model.pipelines[i].jobs;
    for (std::uint32_t job = 0; job < jobs.size(); ++job)
      for (std::uint32_t number = 0; number < jobs[job].builds.size(); ++number)
        add(index, jobs[job].builds[number], {{Entity::pipeline, i, job}, number});
  }
}

void add_pin(DockerfileIndex& index, std::string_view image, const Place& place) {
  if (!image.contains('@') || image.contains('$')) return;
  const dockerfile::ImageRef ref = dockerfile::parse_image_ref(image);
  if (!ref.digest.empty()) index.pins[pin_key(ref.name, ref.tag)].push_back({std::string(ref.digest), place});
}

void add_pins(const InfraModel& model, DockerfileIndex& index) {
  for (const Image& image : model.images) add_pin(index, image.root_base, image.place);
  const auto add_container = [&](const Container& container) {
    add_pin(index, container.image.text, container.image.place);
  };
  for (const Service& service : model.services) add_container(service.container);
  for (const Workload& workload : model.workloads)
    for (const Container& container : workload.containers) add_container(container);
}

// A Compose service runs what it builds.
bool runs(const Link& link) {
  return link.kind == LinkKind::runs || (link.kind == LinkKind::builds && link.from.entity == Entity::service);
}

}  // namespace

const Build& build_at(const InfraModel& model, const BuildRef& ref) {
  if (ref.owner.entity == Entity::service) {
    static const Build none;  // never, since the index names those that build
    const std::optional<Build>& build = model.services[ref.owner.index].build;
    return build ? *build : none;
  }
  return model.pipelines[ref.owner.index].jobs[ref.owner.part].builds[ref.number];
}

std::string pin_key(std::string_view name, std::string_view tag) {
  std::string key(facts::short_image_name(name));
  key.append(":").append(tag);
  return key;
}

DockerfileIndex index_dockerfiles(const InfraModel& model) {
  DockerfileIndex index;
  for (std::uint32_t i = 0; i < model.images.size(); ++i) {
    const FileId file = model.images[i].place.file;
    index.dockerfiles.emplace(model.paths[file], file);
    index.images[file].push_back(i);
  }
  for (std::uint32_t i = 0; i < model.links.size(); ++i)
    if (const Link& link = model.links[i]; runs(link) && link.to.entity == Entity::image)
      index.runs[model.images[link.to.index].place.file].push_back(i);
  add_builds(model, index);
  add_pins(model, index);
  return index;
}

}  // namespace s1::model
