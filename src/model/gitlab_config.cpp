// SPDX-License-Identifier: Apache-2.0
#include "model/gitlab_config.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "workspace/glob.h"
#include "workspace/names.h"

namespace s1::model {
namespace {

// $NAME, ${NAME}, $[[ inputs.name ]]; $$ is a dollar.
bool has_variable(std::string_view text) {
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at)) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (next == '{' || next == '[' || next == '_' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'))
      return true;
    at += next == '$' ? 2 : 1;
  }
  return false;
}

// The document with the configuration: a `spec` of inputs may stand in one before it.
data::Value configuration(const data::File& tree) {
  const data::Value first = tree.root();
  return first["spec"] && tree.documents.size() > 1 ? tree.root(1) : first;
}

}  // namespace

GitlabConfig::GitlabConfig(std::span<const Input> files, const GitlabStart& start, TextBudget& budget)
    : files_(files), budget_(budget) {
  if (files.empty()) return;
  std::string_view folder = workspace::parent_path(files.front().path);
  if (workspace::base_name(folder) == ".gitlab") folder = workspace::parent_path(folder);
  folder_ = start.folder.value_or(std::string(folder));
  for (const Input& file : files) by_path_.emplace(file.path, &file);
  for (const Input& file : files.first(std::min(start.files, files.size()))) load(file, 0);
  if (roots_.empty() || loaded_.front()->tree == nullptr) return;
  root_ = configuration(*loaded_.front()->tree);
  for (const data::Value root : roots_ | std::views::reverse) define(root);
}

std::optional<std::string> GitlabConfig::local_path(std::string_view name) const {
  while (name.starts_with('/')) name.remove_prefix(1);
  if (name.empty() || name.size() > kMostName || has_variable(name)) return std::nullopt;
  return workspace::normalised(workspace::join(folder_, name));
}

void GitlabConfig::load(const Input& file, std::size_t level) {
  if (file.tree == nullptr || level > kMostLevels || loaded_.size() > kMostFiles ||
      std::ranges::find(loaded_, &file) != loaded_.end())
    return;
  loaded_.push_back(&file);
  const data::Value root = configuration(*file.tree);
  if (!root.is_mapping()) return;
  const TreeReader& reader = readers_.try_emplace(file.tree, file, budget_, has_variable).first->second;
  add_includes(root["include"], reader, level);
  roots_.push_back(root);
}

void GitlabConfig::add_includes(data::Value include, const TreeReader& reader, std::size_t level) {
  if (!include.is_sequence()) return add_include(include, reader, level);
  for (const data::Value entry : include.items()) add_include(entry, reader, level);
}

void GitlabConfig::add_include(data::Value entry, const TreeReader& reader, std::size_t level) {
  const auto add = [&](std::string_view kind, data::Value what) {
    includes_.push_back(reader.value(std::string(kind).append(what.text()), reader.place(what)));
  };
  const bool is_address = entry.is_string() && entry.text().find("://") != std::string_view::npos;
  if (!is_address && (entry.is_string() || entry["local"])) {
    const data::Value what = entry.is_string() ? entry : entry["local"];
    add("", what);
    if (!load_local(what.text(), level + 1)) has_foreign_includes_ = true;
    return;
  }
  if (!entry || entry.is_null()) return;
  has_foreign_includes_ = true;
  if (is_address) {
    add("", entry);
  } else if (entry["remote"]) {
    add("", entry["remote"]);
  } else if (entry["template"]) {
    add("template:", entry["template"]);
  } else if (entry["component"]) {
    add("component:", entry["component"]);
  } else if (entry["project"]) {
    std::string kind = "project:" + std::string(entry["project"].text());
    if (entry["ref"]) kind.append("@").append(entry["ref"].text());
    kind += ':';
    if (!entry["file"].is_sequence()) return add(kind, entry["file"]);
    for (const data::Value file : entry["file"].items()) add(kind, file);
  }
}

// False where the file is not there. What is past GitLab's limit of includes is not looked for, so that patterns, which
// are held against every file, cost no more than that.
bool GitlabConfig::load_local(std::string_view name, std::size_t level) {
  if (++local_includes_ > kMostFiles) return false;
  const std::optional<std::string> path = local_path(name);
  if (!path) return false;
  const bool is_pattern = path->find('*') != std::string::npos;
  if (!is_pattern) {
    const auto file = by_path_.find(*path);
    if (file != by_path_.end()) {
      load(*file->second, level);
      return true;
    }
  }
  missing_.push_back({*path, workspace::FileKind::gitlab_ci, is_pattern});
  if (!is_pattern) return false;
  const workspace::Glob glob(*path, workspace::Glob::Language::gitlab_include);
  bool found = false;
  for (const Input& file : files_) {
    if (!glob.matches(file.path)) continue;
    found = true;
    load(file, level);
  }
  return found;
}

void GitlabConfig::define(data::Value root) {
  for (const data::Member& member : root.members()) {
    if (member.value.is_mapping() && member.value.members().size() > kMostKeys) continue;
    GitlabLayers& layers = definitions_[member.key.text()];
    if (layers.empty()) keys_.push_back(member.key);
    layers.push_back(member.value);
  }
}

GitlabLayers GitlabConfig::top(std::string_view key) const {
  const auto found = definitions_.find(key);
  if (found == definitions_.end()) return {};
  GitlabLayers layers;
  for (const data::Value value : found->second) {
    const data::Value resolved = resolve(value, 0);
    if (resolved.is_mapping() || layers.empty()) layers.push_back(resolved);
    if (!resolved.is_mapping()) break;
  }
  return layers;
}

GitlabLayers GitlabConfig::job(std::string_view name, bool& complete) const {
  GitlabLayers layers;
  add_layers(name, 0, layers, complete);
  return layers;
}

// A job, then what it extends: of several parents the last counts most.
void GitlabConfig::add_layers(std::string_view name, std::size_t level, GitlabLayers& layers, bool& complete) const {
  const GitlabLayers own = top(name);
  if (own.empty() || !own.front().is_mapping() || level > kMostLevels) {
    complete = false;
    return;
  }
  for (const data::Value layer : own)
    if (layers.size() < kMostLayers) layers.push_back(layer);
  const GitlabLayers extends = get(own, "extends");
  if (extends.empty()) return;
  std::vector<std::string_view> parents;
  if (extends.front().is_scalar()) parents.push_back(extends.front().text());
  for (const data::Value item : extends.front().items())
    if (parents.size() < kMostLayers) parents.push_back(item.text());
  for (const std::string_view parent : parents | std::views::reverse)
    if (layers.size() < kMostLayers) add_layers(parent, level + 1, layers, complete);
}

GitlabLayers GitlabConfig::get(const GitlabLayers& from, std::string_view key) const {
  GitlabLayers result;
  for (const data::Value layer : from) {
    const data::Value found = resolve(member(layer, key), 0);
    if (!found) continue;
    // A mapping is merged with mappings; what is none hides all that counts less.
    if (found.is_mapping() || result.empty()) result.push_back(found);
    if (!found.is_mapping()) break;
  }
  return result;
}

GitlabLayers GitlabConfig::get_or_default(const GitlabLayers& job, std::string_view key) const {
  GitlabLayers own = get(job, key);
  if (!own.empty()) return own;
  const GitlabLayers inherit = get(get(job, "inherit"), "default");
  if (!inherit.empty()) {
    const data::Value allowed = inherit.front();
    if (allowed.boolean() == false) return {};
    const std::vector<data::Value> items = allowed.items();
    if (allowed.is_sequence() && std::ranges::none_of(items, [&](data::Value item) { return item.text() == key; }))
      return {};
  }
  own = get(top("default"), key);
  constexpr std::string_view kAtTop[] = {"image", "services", "before_script", "after_script"};
  if (own.empty() && std::ranges::find(kAtTop, key) != std::end(kAtTop)) own = top(key);
  return own;
}

data::Value GitlabConfig::member(data::Value mapping, std::string_view key) const {
  if (!mapping.is_mapping()) return {};
  if (!mapping.key("<<")) return budget_.visit(mapping.size()) ? mapping[key] : data::Value();
  // What merges bring is not in its size.
  const std::vector<data::Member> members = mapping.members();
  return budget_.visit(members.size()) ? mapping[key] : data::Value();
}

// !reference [job, key, …] stands for that value as it is written, before anything is extended.
data::Value GitlabConfig::resolve(data::Value value, std::size_t level) const {
  if (value.tag() != "!reference") return value;
  const std::vector<data::Value> path = value.items();
  if (path.empty() || path.size() > kMostReferences || level > kMostReferences) return {};
  const auto found = definitions_.find(path.front().text());
  if (found == definitions_.end()) return {};
  for (data::Value at : found->second) {
    for (std::size_t i = 1; i < path.size() && at; ++i) at = member(at, path[i].text());
    if (at) return resolve(at, level + 1);
  }
  return {};
}

void GitlabConfig::for_each(data::Value list, const std::function<void(data::Value)>& visit, std::size_t level) const {
  if (level > kMostReferences) return;
  list = resolve(list, 0);
  if (list.is_scalar() && !list.is_null()) return visit(list);
  for (const data::Value item : list.items()) {
    if (!budget_.visit(0)) return;
    for_each(item, visit, level + 1);
  }
}

}  // namespace s1::model
