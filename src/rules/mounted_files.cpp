// SPDX-License-Identifier: Apache-2.0
#include "rules/mounted_files.h"

#include <cstdint>
#include <string_view>
#include <utility>

#include "rules/between_files.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

constexpr std::uint32_t kOthersRead = 04;

class Files {
 public:
  explicit Files(const model::Surroundings& around) : around_(around) {}

  void look_at(const std::string& path, const model::Place& place) {
    if (path.empty() || workspace::look(*around_.root, path) != workspace::Found::file) return;
    const std::optional<std::uint32_t> mode = workspace::permissions(*around_.root, path);
    if (!mode) return;
    if ((*mode & kOthersRead) == 0) {
      if (!found_.closed)
        found_.closed = related_at(place, path + " is mounted with its own mode, which keeps other users out");
    } else {
      found_.readable += (found_.readable.empty() ? "" : ", ") + path;
    }
  }

  [[nodiscard]] MountedFiles take() && { return std::move(found_); }

 private:
  const model::Surroundings& around_;
  MountedFiles found_;
};

}  // namespace

MountedFiles mounted_files(const model::Surroundings& around, const dockerfile::Stage& stage) {
  if (around.root == nullptr || around.model == nullptr) return {};
  Files files(around);
  for (const model::Runner* runner : around.runners_of(stage)) {
    if (runner->ref.entity != model::Entity::service) continue;
    const model::Service& service = around.model->services[runner->ref.index];
    for (const model::ConfigUse& use : service.container.uses)
      for (const model::ConfigObject& object : around.model->configs)
        if (object.kind == use.kind && object.project == service.project && object.name == use.name.text)
          files.look_at(object.file, use.place);
    const std::string_view folder = workspace::parent_path(service.project);
    for (const model::Mount& mount : service.container.mounts)
      if (mount.source.starts_with('.') && !mount.source.contains('$'))
        files.look_at(workspace::normalised(workspace::join(folder, mount.source)).value_or(std::string()),
                      mount.place);
  }
  return std::move(files).take();
}

}  // namespace s1::rules
