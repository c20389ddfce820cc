// SPDX-License-Identifier: Apache-2.0
#include "model/surroundings.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::model {
namespace {

std::string folder_of(const Build& build) {
  return build.context_path == "." ? std::string() : build.context_path;
}

void add_builds(const InfraModel& model, Surroundings& around) {
  const auto found = model.index.builds.find(around.path);
  if (found == model.index.builds.end()) return;
  for (const BuildRef& ref : found->second) around.builds.push_back(&build_at(model, ref));
}

void add_runners(const InfraModel& model, Surroundings& around) {
  const auto found = model.index.runs.find(around.file);
  if (found == model.index.runs.end()) return;
  for (const std::uint32_t number : found->second) {
    const Link& link = model.links[number];
    const Container* container = nullptr;
    if (link.from.entity == Entity::service)
      container = &model.services[link.from.index].container;
    else if (link.from.entity == Entity::workload)
      container = &model.workloads[link.from.index].containers[link.from.part];
    if (container == nullptr) continue;
    const bool known = std::ranges::any_of(
        around.runners, [&](const Runner& each) { return each.ref == link.from && each.image == link.to.index; });
    if (!known) around.runners.push_back({link.from, container, link.to.index, link.by_name});
  }
}

// Whether all that the Dockerfile copies by name lies in the folder.
bool holds_sources(const workspace::Root& root, const InfraModel& model, FileId dockerfile, std::string_view folder) {
  const auto found = model.index.images.find(dockerfile);
  if (found == model.index.images.end()) return true;
  for (const std::uint32_t number : found->second) {
    for (const CopySource& source : model.images[number].sources) {
      if (source.is_pattern) continue;
      std::string_view path = source.path;
      while (path.starts_with('/')) path.remove_prefix(1);
      const std::optional<std::string> normal = workspace::normalised(path);
      if (!normal) return false;
      if (!normal->empty() && workspace::look(root, workspace::join(folder, *normal)) == workspace::Found::nothing)
        return false;
    }
  }
  return true;
}

void find_context(const workspace::Root& root, const InfraModel& model, Surroundings& around) {
  std::set<std::string> named;
  for (const Build* build : around.builds) {
    if (build->is_remote && build->context_path.empty()) continue;
    if (build->context_path.empty() || build->context_presence != Presence::present) return;  // cannot be told
    named.insert(folder_of(*build));
  }
  if (named.size() > 1) return;
  if (named.size() == 1) {
    around.context.emplace(root, *named.begin(), around.path);
    return;
  }
  // Nobody is known to build it: its own folder, or one above it, whichever alone has all.
  std::vector<std::string> fit;
  for (std::string_view folder = workspace::parent_path(around.path);; folder = workspace::parent_path(folder)) {
    if (holds_sources(root, model, around.file, folder)) fit.emplace_back(folder);
    if (folder.empty()) break;
  }
  // Its own folder is what `docker build .` takes; with `COPY . .` alone every folder fits.
  const std::string_view own = workspace::parent_path(around.path);
  if (fit.empty() || (fit.front() != own && fit.size() > 1)) return;
  around.context.emplace(root, fit.front(), around.path);
  around.context_is_guess = true;
}

bool is_of(const Image& image, const dockerfile::Stage& stage) {
  return image.is_final ? stage.is_final : stage.name && stage.name->raw == image.stage;
}

}  // namespace

std::vector<const Runner*> Surroundings::runners_of(const dockerfile::Stage& stage) const {
  std::vector<const Runner*> result;
  for (const Runner& runner : runners)
    if (is_of(model->images[runner.image], stage)) result.push_back(&runner);
  return result;
}

const Image* Surroundings::image_of(const dockerfile::Stage& stage) const {
  if (model == nullptr) return nullptr;
  for (const Image& image : model->images)
    if (image.place.file == file && is_of(image, stage)) return &image;
  return nullptr;
}

Surroundings surroundings_of(const workspace::Root& root, const InfraModel& model, FileId dockerfile) {
  Surroundings around;
  around.root = &root;
  around.model = &model;
  around.file = dockerfile;
  around.path = model.paths[dockerfile];
  add_builds(model, around);
  add_runners(model, around);
  find_context(root, model, around);
  return around;
}

std::unique_ptr<Surroundings> surroundings_of(const workspace::Root& root, const InfraModel& model,
                                              std::string_view dockerfile) {
  const auto at = std::ranges::lower_bound(model.paths, dockerfile);
  if (at == model.paths.end() || *at != dockerfile) return nullptr;
  const auto id = static_cast<FileId>(at - model.paths.begin());
  return std::make_unique<Surroundings>(surroundings_of(root, model, id));
}

}  // namespace s1::model
