// SPDX-License-Identifier: Apache-2.0
#include "engine/unit.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "workspace/names.h"

namespace s1::engine {
namespace {

using workspace::File;
using workspace::FileKind;

// By path; the walk lists files sorted, but not in the order of std::map's keys of folders.
using ByPath = std::map<std::string_view, model::FileId>;

bool is_read(FileKind kind) {
  switch (kind) {
    case FileKind::other:
    case FileKind::dockerignore:
    case FileKind::helm_template:
    case FileKind::terraform_vars:
    case FileKind::quadlet:
    case FileKind::env_file:
    case FileKind::vsm_state:
      return false;
    default:
      return true;
  }
}

// What others name: were it not known, the one that names it would be judged as if it were not there.
bool is_named_by_others(FileKind kind) {
  switch (kind) {
    case FileKind::dockerfile:
    case FileKind::kubernetes:
    case FileKind::argo_rollout:
    case FileKind::external_secret:
    case FileKind::helm_chart:
      return true;
    default:
      return false;
  }
}

std::optional<model::FileId> find(const ByPath& paths, const std::string& path) {
  const auto found = paths.find(path);
  return found == paths.end() ? std::nullopt : std::optional(found->second);
}

// "compose.override.yaml" for "compose.yaml", in either spelling of the extension.
std::vector<std::string> override_paths(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::string stem = std::string(path.substr(0, dot)) + ".override";
  return {stem + ".yml", stem + ".yaml"};
}

// The files of Compose that docker reads without being told to; others are projects of their own.
bool is_default_compose_name(std::string_view name) {
  return name == "compose.yaml" || name == "compose.yml" || name == "docker-compose.yaml" ||
         name == "docker-compose.yml";
}

bool is_compose_override(std::string_view name) {
  return name.starts_with("compose.override.") || name.starts_with("docker-compose.override.");
}

class Former {
 public:
  explicit Former(std::span<const File> files) : files_(files) {
    for (model::FileId id = 0; id < files.size(); ++id) {
      const File& file = files[id];
      if (file.kind == FileKind::compose && !file.ignored) compose_.emplace(file.path, id);
      if (file.kind == FileKind::env_file) env_.emplace(file.path, id);
      if (file.kind == FileKind::helm_values && !file.ignored) values_.emplace(file.path, id);
      if (file.kind == FileKind::gitlab_ci && !file.ignored && is_gitlab_root(file.path))
        gitlab_roots_.emplace(workspace::parent_path(file.path), id);
    }
  }

  std::vector<Unit> form() {
    std::vector<Unit> units;
    for (model::FileId id = 0; id < files_.size(); ++id)
      if (std::optional<Unit> unit = unit_that_begins_with(id)) units.push_back(*std::move(unit));
    add_gitlab_includes(units);
    std::erase_if(units, [&](const Unit& unit) { return is_needless(unit); });
    return units;
  }

 private:
  static bool is_gitlab_root(std::string_view path) {
    const std::string_view name = workspace::base_name(path);
    return name == ".gitlab-ci.yml" || name == ".gitlab-ci.yaml";
  }

  // A .env is checked by nobody.
  [[nodiscard]] bool is_needless(const Unit& unit) const {
    return !is_named_by_others(files_[unit.files.front()].kind) &&
           std::ranges::all_of(unit.files, [&](model::FileId id) {
             return files_[id].excluded || files_[id].kind == FileKind::env_file;
           });
  }

  [[nodiscard]] std::optional<Unit> unit_that_begins_with(model::FileId id) const {
    const File& file = files_[id];
    if (file.ignored || !is_read(file.kind)) return std::nullopt;
    if (file.kind == FileKind::compose) return compose_project(id);
    if (file.kind == FileKind::helm_chart) return chart(id);
    if (file.kind == FileKind::gitlab_ci) {
      if (is_gitlab_root(file.path)) return Unit{UnitKind::gitlab_pipeline, {id}};
      if (root_of(file.path)) return std::nullopt;  // added to its root's unit
    }
    if (file.kind == FileKind::helm_values && chart_of(file.path)) return std::nullopt;
    return Unit{UnitKind::file, {id}};
  }

  [[nodiscard]] std::optional<Unit> compose_project(model::FileId id) const {
    const std::string& path = files_[id].path;
    if (is_compose_override(workspace::base_name(path)) && has_base(path)) return std::nullopt;
    Unit unit{UnitKind::compose_project, {id}};
    if (is_default_compose_name(workspace::base_name(path)))
      for (const std::string& other : override_paths(path))
        if (const auto found = find(compose_, other)) unit.files.push_back(*found);
    if (const auto env = find(env_, workspace::join(workspace::parent_path(path), ".env"))) unit.files.push_back(*env);
    return unit;
  }

  [[nodiscard]] bool has_base(std::string_view override_path) const {
    const std::string_view folder = workspace::parent_path(override_path);
    const std::string_view name = workspace::base_name(override_path);
    const std::string stem(name.substr(0, name.find(".override.")));
    return find(compose_, workspace::join(folder, stem + ".yml")) ||
           find(compose_, workspace::join(folder, stem + ".yaml"));
  }

  [[nodiscard]] Unit chart(model::FileId id) const {
    Unit unit{UnitKind::chart, {id}};
    if (const auto values = find(values_, workspace::join(workspace::parent_path(files_[id].path), "values.yaml")))
      unit.files.push_back(*values);
    return unit;
  }

  // Whether this is the values.yaml of a chart.
  [[nodiscard]] bool chart_of(std::string_view path) const {
    if (workspace::base_name(path) != "values.yaml") return false;
    const std::string chart = workspace::join(workspace::parent_path(path), "Chart.yaml");
    const auto at = std::ranges::lower_bound(files_, chart, {}, &File::path);
    return at != files_.end() && at->path == chart && at->kind == FileKind::helm_chart;
  }

  // The .gitlab-ci.yml of the nearest folder above; it is the one that may include the file.
  [[nodiscard]] std::optional<model::FileId> root_of(std::string_view path) const {
    for (std::string_view folder = workspace::parent_path(path);; folder = workspace::parent_path(folder)) {
      if (const auto found = gitlab_roots_.find(folder); found != gitlab_roots_.end()) return found->second;
      if (folder.empty()) return std::nullopt;
    }
  }

  void add_gitlab_includes(std::vector<Unit>& units) const {
    if (gitlab_roots_.empty()) return;
    std::map<model::FileId, Unit*> by_root;
    for (Unit& unit : units)
      if (unit.kind == UnitKind::gitlab_pipeline) by_root[unit.files.front()] = &unit;
    for (model::FileId id = 0; id < files_.size(); ++id) {
      const File& file = files_[id];
      if (file.kind != FileKind::gitlab_ci || file.ignored || is_gitlab_root(file.path)) continue;
      if (const auto root = root_of(file.path)) by_root[*root]->files.push_back(id);
    }
  }

  std::span<const File> files_;
  ByPath compose_, env_, values_;
  std::map<std::string_view, model::FileId> gitlab_roots_;  // by folder
};

}  // namespace

std::vector<Unit> form_units(std::span<const workspace::File> files) {
  return Former(files).form();
}

}  // namespace s1::engine
