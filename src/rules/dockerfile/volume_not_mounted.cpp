// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/volume-not-mounted.
#include <algorithm>
#include <string>
#include <string_view>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/between_files.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_volume_not_mounted {
namespace {

constexpr std::size_t kMostBytes = 1024 * std::size_t{1024};

// Whether the container has something at the path, or above it; true too where that cannot be told.
bool mounts(const model::Container& container, std::string_view path) {
  return std::ranges::any_of(container.mounts, [&](const model::Mount& mount) {
    std::string_view target = mount.target;
    while (target.size() > 1 && target.ends_with('/')) target.remove_suffix(1);
    return !target.starts_with('/') || target.contains('$') || model::lies_in(path, target) ||
           model::lies_in(target, path);
  });
}

// The model has no tmpfs mounts: a file that speaks of any is left alone.
bool may_have_tmpfs(const model::Surroundings& around, const model::Container& container) {
  if (around.root == nullptr) return true;
  const Result<std::string> text = around.root->read(around.model->paths[container.place.file], kMostBytes);
  return !text || text->contains("tmpfs");
}

void check_stage(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                 Sink& out) {
  if (model::base(file.tree, stage).windows) return;
  for (const dockerfile::Instruction* each : model::history(file.tree, stage)) {
    if (each->kind != dockerfile::Kind::volume) continue;
    for (const dockerfile::Word& word : each->words) {
      const dockerfile::Expansion expansion = dockerfile::expand(file.tree, *each, word);
      const std::string path = expansion.known ? model::path_in_image("/", expansion.text) : std::string();
      // What is temporary by its name is not to be kept.
      if (path.empty() || model::lies_in(path, "/tmp") || model::lies_in(path, "/var/tmp") ||
          model::lies_in(path, "/run"))
        continue;
      for (const model::Runner* runner : around.runners_of(stage)) {
        if (runner->by_name || runner->container->is_init || mounts(*runner->container, path) ||
            may_have_tmpfs(around, *runner->container))
          continue;
        const std::string name = runner->container->name;
        Report report{.span = word.span,
                      .message = name + " mounts nothing at the volume " + path +
                                 ", so what it writes there is lost with the container"};
        report.resource = name;
        report.related.push_back(related_at(runner->container->place, "it runs the image"));
        out.report(std::move(report));
        break;
      }
    }
  }
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around))
    check_stage(file, around, *stage, out);
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM debian:12
VOLUME [«"/data"», "/logs"]
CMD ["/server"]
--- compose.yaml ---
services:
  web:
    build: .
    volumes: ["logs:/logs/"]
volumes:
  logs:
)"},
    {R"(--- Dockerfile ---
FROM debian:12
VOLUME «/data»
CMD ["/server"]
--- compose.yaml ---
services:
  web:
    image: example.com/web:1
    build: .
    volumes: [".:/data"]
--- pod.yaml ---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: server
      image: example.com/web:1
)"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM debian:12\nVOLUME /tmp\n--- compose.yaml ---\nservices:\n  web:\n    build: .\n",
    "--- Dockerfile ---\nFROM debian:12\nVOLUME /srv/data\n--- compose.yaml ---\nservices:\n  web:\n    build: .\n    "
    "volumes: [\"data:/srv\"]\nvolumes:\n  data:\n",
    "--- Dockerfile ---\nFROM debian:12\nVOLUME /data\n--- compose.yaml ---\nservices:\n  web:\n    build: .\n    "
    "tmpfs: /data\n",
    "--- Dockerfile ---\nFROM debian:12\nVOLUME /data\n",
    "--- Dockerfile ---\nFROM debian:12\nARG DATA\nVOLUME $DATA\n--- compose.yaml ---\nservices:\n  web:\n    build: "
    ".\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#volume",
                                           "https://docs.docker.com/engine/storage/volumes/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/volume-not-mounted",
    .title = "Nothing is mounted at a VOLUME of the image",
    .help = "Mount a named volume there, or take the VOLUME out of the Dockerfile",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .docs =
        R"(VOLUME says that the folder holds data of its own. A Compose service or a pod that runs the image mounts nothing there, so each
container gets an anonymous volume: what it writes is not there any more after the next `docker compose up`, and the old
volumes stay behind on the disk.

Mount a named volume at the path, or, where nothing there is worth keeping, take the VOLUME out.

A mount above the path or below it counts, and so does a `tmpfs`. `/tmp`, `/var/tmp` and `/run` are temporary and not reported.

There is no fix: whether the data are to be kept has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_volume_not_mounted
