// SPDX-License-Identifier: Apache-2.0
// A unit is what is evaluated together: a file; a Compose project with its overrides, its .env and what it includes or
// extends; a GitLab pipeline with what it includes; a chart with its values.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/place.h"
#include "model/read.h"
#include "workspace/walk.h"

namespace s1::engine {

enum class UnitKind : std::uint8_t { file, compose_project, gitlab_pipeline, chart };

struct Unit {
  UnitKind kind = UnitKind::file;
  // Those that begin it first, then a Compose project's .env, a chart's values, and what is named by those before.
  std::vector<model::FileId> files;
  std::size_t starts = 1;  // so many begin it: a Compose project's overrides too; all that a child pipeline is made of
  std::vector<model::FileId> borrowed = {};  // of `files`, sorted: those that another unit before this one has
  // Of a GitLab pipeline: as in model::GitlabStart.
  std::optional<std::string> folder = {};
  bool runs_here = true;
};

// By the files' names alone: what they name in their texts is for complete_units() (engine/complete_units.h). Every
// file that is read is in one unit, save a .env, which is in those of its folder's projects. Ignored files are left
// out, except for .env, and so are units of which nothing is checked (drop_needless()), save those of GitLab, whose
// files may include others that are. In the order of the units' first files.
[[nodiscard]] std::vector<Unit> form_units(std::span<const workspace::File> files);

// Drops the units of excluded files alone, unless others that are checked may name them: an image's Dockerfile, the
// pods of a Service.
void drop_needless(std::span<const workspace::File> files, std::vector<Unit>& units);

[[nodiscard]] model::GitlabStart gitlab_start(const Unit& unit);

// The names that the platform itself looks for; others are read where they are named.
[[nodiscard]] bool is_default_compose_name(std::string_view path);
[[nodiscard]] bool is_gitlab_root(std::string_view path);

}  // namespace s1::engine
