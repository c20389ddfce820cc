// SPDX-License-Identifier: Apache-2.0
// What lies around one Dockerfile: the folder that it is built from, who builds it and who runs its images.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/build.h"
#include "model/build_files.h"
#include "model/container.h"
#include "model/infra_model.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {

// Somebody who starts a container of an image: a Compose service, a container of a pod or of an ECS task.
struct Runner {
  Ref ref;  // a service, or a workload and its container
  const Container* container = nullptr;
  std::uint32_t image = 0;  // index of InfraModel::images
  bool by_name = false;     // a guess (Link::by_name)
};

struct Surroundings {
  const workspace::Root* root = nullptr;
  const InfraModel* model = nullptr;  // linked
  FileId file = 0;                    // the Dockerfile, in it
  std::string path;                   // likewise, relative to the root
  // The build context, where it is one folder for certain (all that build it name the same) or, with
  // `context_is_guess`, the only one in which everything is that the Dockerfile copies. Nothing: not known, or several.
  std::optional<BuildFiles> context;
  bool context_is_guess = false;
  std::vector<const Build*> builds;  // by Compose services and pipelines; those of this Dockerfile alone
  std::vector<Runner> runners;
  bool last_stage_alone = false;  // what is asked about is the last stage, whatever is built of the file else

  // Those of the image that a stage of the Dockerfile gives. The stage may be one of an edited text: it is known by its
  // name, or by being the last.
  [[nodiscard]] std::vector<const Runner*> runners_of(const dockerfile::Stage& stage) const;
  // The image itself, by the same; null: the model has none.
  [[nodiscard]] const Image* image_of(const dockerfile::Stage& stage) const;
};

// `root` and `model` outlive the result.
[[nodiscard]] Surroundings surroundings_of(const workspace::Root& root, const InfraModel& model, FileId dockerfile);
// By its path; null where the model does not have it.
[[nodiscard]] std::unique_ptr<Surroundings> surroundings_of(const workspace::Root& root, const InfraModel& model,
                                                            std::string_view dockerfile);

}  // namespace s1::model
