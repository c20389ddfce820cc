// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "facts/official_images.h"
#include "model/image_name.h"
#include "model/link_parts.h"
#include "model/nearest.h"
#include "workspace/names.h"

namespace s1::model {
namespace {

class ImageLinker {
 public:
  explicit ImageLinker(InfraModel& model) : model_(model) {
    for (std::uint32_t i = 0; i < model.images.size(); ++i) by_dockerfile_[path_of(i)].push_back(i);
    for (const auto& [path, images] : by_dockerfile_)
      by_folder_[workspace::base_name(workspace::parent_path(path))].push_back(path);
  }

  void link() {
    for (std::uint32_t i = 0; i < model_.services.size(); ++i)
      if (const auto& build = model_.services[i].build) {
        const Ref service{Entity::service, i, 0};
        if (const auto image = built_image(*build)) {
          add(LinkKind::builds, service, *image);
          add(LinkKind::runs, service, *image);
          for (const Value& tag : build->tags) remember(tag, *image);
        }
      }
    for (std::uint32_t i = 0; i < model_.pipelines.size(); ++i)
      for (std::uint32_t j = 0; j < model_.pipelines[i].jobs.size(); ++j)
        for (const Build& build : model_.pipelines[i].jobs[j].builds)
          if (const auto image = built_image(build)) {
            const Ref job{Entity::pipeline, i, j};
            add(LinkKind::builds, job, *image);
            if (build.pushes) add(LinkKind::pushes, job, *image);
            for (const Value& tag : build.tags) remember(tag, *image);
          }
    settle(by_reference_);
    settle(by_repository_);
    for (std::uint32_t i = 0; i < model_.services.size(); ++i)
      if (!model_.services[i].build) link_runner({Entity::service, i, 0}, model_.services[i].container.image);
    for (std::uint32_t i = 0; i < model_.workloads.size(); ++i)
      for (std::uint32_t j = 0; j < model_.workloads[i].containers.size(); ++j)
        link_runner({Entity::workload, i, j}, model_.workloads[i].containers[j].image);
  }

 private:
  const std::string& path_of(std::uint32_t image) const { return model_.paths[model_.images[image].place.file]; }

  // The stage that the build makes; nothing where the Dockerfile is not among the files or the target not among its
  // stages, or where either is not known.
  std::optional<std::uint32_t> built_image(const Build& build) const {
    if (build.target.state == State::unknown) return std::nullopt;
    const auto found = by_dockerfile_.find(build.dockerfile_path);
    if (found == by_dockerfile_.end()) return std::nullopt;
    for (const std::uint32_t image : found->second)
      if (build.target.known() ? is_same_stage(model_.images[image].stage, build.target.text)
                               : model_.images[image].is_final)
        return image;
    return std::nullopt;
  }

  // The images that builds give a name, each once and by the path of its Dockerfile.
  using Built = std::unordered_map<std::string, std::vector<Candidate>>;

  void remember(const Value& tag, std::uint32_t image) {
    if (auto reference = reference_of(tag)) by_reference_[*std::move(reference)].push_back({path_of(image), image});
    if (auto name = repository_of(tag)) by_repository_[*std::move(name)].push_back({path_of(image), image});
  }

  static void settle(Built& built) {
    for (auto& [name, images] : built) {
      // An image has one path, and those of one Dockerfile stand together and in order.
      std::ranges::sort(images, {}, &Candidate::index);
      const auto again = std::ranges::unique(images, {}, &Candidate::index);
      images.erase(again.begin(), again.end());
      std::ranges::stable_sort(images, {}, &Candidate::path);
    }
  }

  // The only image, else the only one that is nearest.
  std::optional<std::uint32_t> one_of(const std::vector<Candidate>& images, const Ref& runner) const {
    if (images.size() == 1) return images.front().index;
    const FileId file = runner.entity == Entity::service ? model_.services[runner.index].container.place.file
                                                         : model_.workloads[runner.index].place.file;
    const Nearest near = nearest(images, model_.paths[file], [](std::uint32_t) { return true; });
    if (!near.complete || near.found.size() != 1) return std::nullopt;
    return near.found.front();
  }

  void link_runner(const Ref& runner, const Value& image) {
    const auto name = repository_of(image);
    if (!name) return;
    // Builds of one name may differ by tag (web:dev, web:prod), and two projects of a repository may use one name.
    const std::vector<Candidate>* built = nullptr;
    if (const auto reference = reference_of(image))
      if (const auto found = by_reference_.find(*reference); found != by_reference_.end()) built = &found->second;
    if (built == nullptr)
      if (const auto found = by_repository_.find(*name); found != by_repository_.end()) built = &found->second;
    if (built != nullptr) {
      if (const auto one = one_of(*built, runner)) add(LinkKind::runs, runner, *one);
      return;
    }
    // One Dockerfile alone in a folder of the image's name; a name with a registry's or a vendor's before it may be
    // anyone's (bitnami/redis in a repository that has a folder redis/), and an official image's is not meant
    // otherwise.
    if (name->find('/') != std::string::npos || facts::is_official_image(*name)) return;
    const auto folder = by_folder_.find(*name);
    if (folder == by_folder_.end() || folder->second.size() != 1) return;
    for (const std::uint32_t each : by_dockerfile_.find(folder->second.front())->second)
      if (model_.images[each].is_final) add(LinkKind::runs, runner, each, true);
  }

  void add(LinkKind kind, const Ref& from, std::uint32_t image, bool by_name = false) {
    model_.links.push_back({kind, from, {Entity::image, image, 0}, by_name});
  }

  InfraModel& model_;
  std::map<std::string_view, std::vector<std::uint32_t>, std::less<>> by_dockerfile_;
  std::map<std::string_view, std::vector<std::string_view>, std::less<>> by_folder_;
  Built by_reference_;   // "acme/web:1.2"
  Built by_repository_;  // "acme/web"
};

}  // namespace

void link_images(InfraModel& model) {
  ImageLinker(model).link();
}

}  // namespace s1::model
