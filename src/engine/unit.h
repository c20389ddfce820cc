// SPDX-License-Identifier: Apache-2.0
// A unit is what is evaluated together: a file; a Compose project with its overrides and .env; a GitLab pipeline with
// the files that it may include; a chart with its values.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "model/place.h"
#include "workspace/walk.h"

namespace s1::engine {

enum class UnitKind : std::uint8_t { file, compose_project, gitlab_pipeline, chart };

struct Unit {
  UnitKind kind = UnitKind::file;
  // The one that names the unit first; a Compose project's overrides and .env after it, a chart's values likewise.
  std::vector<model::FileId> files;
};

// Every file that is read is in one unit, save a .env, which is in those of its folder's projects. Ignored files are
// left out, except for .env. Excluded ones are left out unless what a file that is checked says may depend on them:
// they are of the same unit, or of a kind that others name (an image's Dockerfile, the pods of a Service). In the order
// of the units' first files.
[[nodiscard]] std::vector<Unit> form_units(std::span<const workspace::File> files);

}  // namespace s1::engine
