// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/changes.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "engine/extract.h"
#include "engine/parsed_file.h"
#include "workspace/git_work_changes.h"
#include "workspace/names.h"

namespace s1::report {
namespace {

using workspace::FileKind;

constexpr std::array kDeclaring = {FileKind::terraform, FileKind::cloudformation, FileKind::pulumi};

// A folder is what Terraform takes for one module; the others' names are at least unique in it.
using Key = std::tuple<std::string, std::string, std::string, std::string>;  // folder, platform, type, name

Key key_of(std::string_view path, const model::Resource& resource) {
  return {std::string(workspace::parent_path(path)), resource.platform, resource.type, resource.name};
}

bool is_provisioned(const model::Resource& resource) {
  return !resource.type.starts_with("data.") && !resource.type.starts_with("pulumi:project:");
}

// What the base declares in the files that are not as they were. A file that moved declares it where it is now.
std::set<Key> declared_before(const workspace::WorkChanges& changes) {
  std::map<std::string_view, std::string_view> new_names;
  for (const auto& [now, old] : changes.renamed) new_names.emplace(old, now);
  std::set<Key> keys;
  for (const auto& [path, text] : changes.before) {
    const FileKind kind = workspace::guess_kind(path, std::string_view(text).substr(0, workspace::kSniffBytes));
    model::InfraModel before;
    engine::extract(engine::ParsedFile(0, path, kind, text), before);
    const auto moved = new_names.find(path);
    for (const model::Resource& resource : before.resources) {
      keys.insert(key_of(path, resource));
      if (moved != new_names.end()) keys.insert(key_of(moved->second, resource));
    }
  }
  return keys;
}

std::vector<model::Place> new_resources(const workspace::WorkChanges& changes, const model::InfraModel& model) {
  const std::set<Key> before = declared_before(changes);
  std::vector<model::Place> places;
  for (const model::Resource& resource : model.resources) {
    const std::string& path = model.paths[resource.place.file];
    const bool is_touched =
        std::ranges::binary_search(changes.created, path) || std::ranges::binary_search(changes.modified, path);
    if (is_touched && is_provisioned(resource) && !before.contains(key_of(path, resource)))
      places.push_back(resource.place);
  }
  return places;
}

}  // namespace

Result<workspace::WorkChanges> find_changes(const workspace::Root& root, std::string_view start,
                                            const std::string& since) {
  return workspace::work_changes(root, start, since, kDeclaring);
}

Changes changes_of(workspace::WorkChanges found, const model::InfraModel& model) {
  Changes changes;
  changes.new_resources = new_resources(found, model);
  changes.base = std::move(found.base);
  changes.created = std::move(found.created);
  changes.modified = std::move(found.modified);
  changes.deleted = std::move(found.deleted);
  changes.renamed = std::move(found.renamed);
  changes.problems = std::move(found.problems);
  return changes;
}

}  // namespace s1::report
