// SPDX-License-Identifier: Apache-2.0
#include "engine/unit.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
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

// A .env is checked by nobody.
bool is_needless(std::span<const File> files, const Unit& unit) {
  return !is_named_by_others(files[unit.files.front()].kind) && std::ranges::all_of(unit.files, [&](model::FileId id) {
    return files[id].excluded || files[id].kind == FileKind::env_file;
  });
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
        gitlab_roots_.insert(workspace::parent_path(file.path));
    }
  }

  std::vector<Unit> form() {
    std::vector<Unit> units;
    for (model::FileId id = 0; id < files_.size(); ++id)
      if (std::optional<Unit> unit = unit_that_begins_with(id)) units.push_back(*std::move(unit));
    std::erase_if(
        units, [&](const Unit& unit) { return unit.kind != UnitKind::gitlab_pipeline && is_needless(files_, unit); });
    return units;
  }

 private:
  [[nodiscard]] std::optional<Unit> unit_that_begins_with(model::FileId id) const {
    const File& file = files_[id];
    if (file.ignored || !is_read(file.kind)) return std::nullopt;
    if (file.kind == FileKind::compose) return compose_project(id);
    if (file.kind == FileKind::helm_chart) return chart(id);
    if (file.kind == FileKind::gitlab_ci) return gitlab_pipeline(id);
    if (file.kind == FileKind::helm_values && chart_of(file.path)) return std::nullopt;
    return Unit{.kind = UnitKind::file, .files = {id}};
  }

  // With a .gitlab-ci.yml above it, a file that is not called so may be there for other repositories to take.
  [[nodiscard]] Unit gitlab_pipeline(model::FileId id) const {
    Unit unit{.kind = UnitKind::gitlab_pipeline, .files = {id}, .folder = repository_of(files_[id].path)};
    unit.runs_here = is_gitlab_root(files_[id].path) || !unit.folder;
    return unit;
  }

  [[nodiscard]] std::optional<Unit> compose_project(model::FileId id) const {
    const std::string& path = files_[id].path;
    if (is_compose_override(workspace::base_name(path)) && has_base(path)) return std::nullopt;
    Unit unit{.kind = UnitKind::compose_project, .files = {id}};
    if (is_default_compose_name(path))
      for (const std::string& other : override_paths(path))
        if (const auto found = find(compose_, other)) unit.files.push_back(*found);
    unit.starts = unit.files.size();
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
    Unit unit{.kind = UnitKind::chart, .files = {id}};
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

  // The nearest folder above that holds a .gitlab-ci.yml.
  [[nodiscard]] std::optional<std::string> repository_of(std::string_view path) const {
    for (std::string_view folder = workspace::parent_path(path);; folder = workspace::parent_path(folder)) {
      if (gitlab_roots_.contains(folder)) return std::string(folder);
      if (folder.empty()) return std::nullopt;
    }
  }

  std::span<const File> files_;
  ByPath compose_, env_, values_;
  std::set<std::string_view> gitlab_roots_;  // folders
};

}  // namespace

model::GitlabStart gitlab_start(const Unit& unit) {
  return {unit.starts, unit.folder, unit.runs_here};
}

bool is_default_compose_name(std::string_view path) {
  const std::string_view name = workspace::base_name(path);
  return name == "compose.yaml" || name == "compose.yml" || name == "docker-compose.yaml" ||
         name == "docker-compose.yml";
}

bool is_gitlab_root(std::string_view path) {
  const std::string_view name = workspace::base_name(path);
  return name == ".gitlab-ci.yml" || name == ".gitlab-ci.yaml";
}

void drop_needless(std::span<const File> files, std::vector<Unit>& units) {
  std::erase_if(units, [&](const Unit& unit) { return is_needless(files, unit); });
}

std::vector<Unit> form_units(std::span<const workspace::File> files) {
  return Former(files).form();
}

}  // namespace s1::engine
