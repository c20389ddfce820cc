// SPDX-License-Identifier: Apache-2.0
#include "model/compose_project.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "model/env_file.h"
#include "model/tree_value.h"
#include "workspace/names.h"

namespace s1::model {

namespace {

using workspace::FileKind;

constexpr std::size_t kMostMissing = 1'000;      // names that are kept
constexpr int kMostIncluded = 16;                // files that include one another
constexpr std::size_t kMostExtended = 32;        // services that extend one another
constexpr std::size_t kMostInherited = 200'000;  // nodes that services take from what they extend

// The nodes that reading the value visits, as far as they matter: at most a few more than kMostInherited.
std::size_t count_nodes(data::Value value) {
  std::size_t count = 0;
  std::vector<data::Value> open = {value};
  while (!open.empty() && count <= kMostInherited) {
    const data::Value node = open.back();
    open.pop_back();
    ++count;
    for (const data::Value item : node.items()) open.push_back(item);
    for (const data::Member& member : node.own_members()) open.push_back(member.value);
  }
  return count;
}

// The path of an `include` entry may be a list: the files of a project of its own.
std::vector<data::Value> paths_of(data::Value entry) {
  const data::Value path = entry.is_mapping() ? entry["path"] : entry;
  return path.is_sequence() ? path.items() : std::vector<data::Value>{path};
}

std::optional<std::string> named_by(const ComposeFile& from, data::Value path) {
  const Value value = from.value(path);
  return value.known() && !value.text.empty() ? from.resolved(value.text) : std::nullopt;
}

}  // namespace

ComposeProject::ComposeProject(std::span<const Input> inputs, std::size_t starts)
    : inputs_(inputs), inherited_left_(kMostInherited) {
  const Input* first = nullptr;
  for (const Input& input : inputs_) {
    by_path_.try_emplace(input.path, &input);
    if (first == nullptr && input.tree != nullptr) first = &input;
  }
  if (first == nullptr) return;
  path_ = first->path;
  const std::string folder(workspace::parent_path(path_));
  const Variables& variables = variables_of(folder, nullptr);
  find_targets(variables);
  for (const Input& input : inputs_.first(std::min(starts, inputs_.size()))) {
    if (input.tree == nullptr || (&input != first && targets_.contains(&input))) continue;
    load(open(input, folder, variables), 0);
  }
}

void ComposeProject::find_targets(const Variables& variables) {
  for (const Input& input : inputs_) {
    if (input.tree == nullptr) continue;
    const ComposeFile from{&input, &variables, &interpolated_left_, std::string(workspace::parent_path(input.path))};
    const auto add = [&](data::Value path) {
      const std::optional<std::string> name = named_by(from, path);
      if (!name) return;
      if (const auto it = by_path_.find(*name); it != by_path_.end()) targets_.insert(it->second);
    };
    const data::Value root = input.tree->root();
    for (const data::Value entry : root["include"].items())
      for (const data::Value path : paths_of(entry)) add(path);
    for (const data::Member& service : root["services"].members())
      if (const data::Value path = service.value["extends"]["file"]) add(path);
  }
}

const Variables& ComposeProject::variables_of(const std::string& folder, const Variables* outer) {
  Variables& variables = variables_.emplace_back(outer);
  const Input* const input = find(workspace::join(folder, ".env"), FileKind::env_file);
  if (input != nullptr && input->source != nullptr)
    read_env_file(*input->source, input->file, variables, interpolated_left_);
  return variables;
}

ComposeProject::OpenFile& ComposeProject::open(const Input& input, std::string folder, const Variables& variables) {
  OpenFile& file = files_.emplace_back();
  file.input = &input;
  file.variables = &variables;
  file.left = &interpolated_left_;
  file.folder = std::move(folder);
  for (const data::Member& member : input.tree->root()["services"].members())
    file.services.insert_or_assign(member.key.text(), Service{member.key, member.value, 0});
  return file;
}

void ComposeProject::load(OpenFile& file, int depth) {
  if (!loaded_.insert(file.input).second) return;
  const data::Value root = file.input->tree->root();
  if (depth < kMostIncluded)
    for (const data::Value entry : root["include"].items()) include(file, entry, depth + 1);
  for (const data::Member& member : root["services"].members()) {
    const Service& service = file.services[member.key.text()];
    if (service.key.id() == member.key.id()) add_service(file, service);
  }
  add(file, "secrets", secrets_);
  add(file, "configs", configs_);
}

void ComposeProject::include(const OpenFile& file, data::Value entry, int depth) {
  std::optional<std::string> folder;
  if (const data::Value written = entry["project_directory"]) {
    folder = file.resolved(file.value(written).text);
    if (!folder) return;
  }
  const Variables* variables = nullptr;
  for (const data::Value path : paths_of(entry)) {
    const Input* const input = find(file, path, FileKind::compose);
    if (input == nullptr || input->tree == nullptr || loaded_.contains(input)) continue;
    named_.merged.emplace_back(input->path);
    if (!folder) folder = workspace::parent_path(input->path);
    if (variables == nullptr) variables = &included_variables(file, entry, *folder);
    load(open(*input, *folder, *variables), depth);
  }
}

const Variables& ComposeProject::included_variables(const OpenFile& file, data::Value entry,
                                                    const std::string& folder) {
  const data::Value written = entry["env_file"];
  if (!written) return variables_of(folder, file.variables);
  Variables& variables = variables_.emplace_back(file.variables);
  for (const data::Value path : written.is_sequence() ? written.items() : std::vector<data::Value>{written}) {
    const Input* const input = find(file, path, FileKind::env_file);
    if (input != nullptr && input->source != nullptr && input->tree == nullptr)
      read_env_file(*input->source, input->file, variables, interpolated_left_);
  }
  return variables;
}

ComposeEntry& ComposeProject::entry(Entries& of, const ComposeFile& file, data::Value key) {
  const auto [it, is_new] = of.by_name.try_emplace(std::string(key.text()), of.entries.size());
  if (is_new) of.entries.push_back({it->first, place_of(*file.input, key), {}});
  return of.entries[it->second];
}

void ComposeProject::add(const OpenFile& file, std::string_view key, Entries& to) {
  for (const data::Member& member : file.input->tree->root()[key].members())
    entry(to, file, member.key).layers.push({&file, member.key, member.value});
}

void ComposeProject::add_service(OpenFile& file, const Service& service) {
  std::vector<Layer> layers = {{&file, service.key, service.node}};
  extend(file, service, layers);
  ComposeEntry& to = entry(services_, file, service.key);
  for (std::size_t i = layers.size(); i-- > 0;) to.layers.push(layers[i]);
}

void ComposeProject::extend(OpenFile& file, const Service& service, std::vector<Layer>& layers) {
  OpenFile* in = &file;
  data::Value node = service.node;
  while (layers.size() <= kMostExtended) {
    const data::Value extends = node["extends"];
    if (!extends || is_reset(extends)) return;
    if (const data::Value path = extends["file"]) {
      in = open_extended(*in, path);
      if (in == nullptr) return;
    }
    const Value name = in->value(extends.is_mapping() ? extends["service"] : extends);
    const auto it = in->services.find(name.text);
    if (!name.known() || it == in->services.end()) return;
    Service& base = it->second;
    if (std::ranges::any_of(layers, [&](const Layer& layer) {
          return layer.file->input == in->input && layer.node.id() == base.node.id();
        }))
      return;
    if (base.weight == 0) base.weight = count_nodes(base.node);
    if (base.weight > inherited_left_) return;
    inherited_left_ -= base.weight;
    layers.push_back({in, base.key, base.node});
    node = base.node;
  }
}

ComposeProject::OpenFile* ComposeProject::open_extended(const OpenFile& from, data::Value path) {
  const Input* const input = find(from, path, FileKind::compose);
  if (input == nullptr || input->tree == nullptr) return nullptr;
  OpenFile*& file = extended_[{input, from.variables}];
  if (file == nullptr) file = &open(*input, std::string(workspace::parent_path(input->path)), *from.variables);
  return file;
}

const Input* ComposeProject::find(const ComposeFile& from, data::Value path, FileKind kind) {
  const std::optional<std::string> name = named_by(from, path);
  return name ? find(*name, kind) : nullptr;
}

const Input* ComposeProject::find(const std::string& path, FileKind kind) {
  const auto it = by_path_.find(path);
  if (it != by_path_.end()) return it->second;
  if (missing_.size() < kMostMissing && missing_.insert(path).second) named_.missing.push_back({path, kind});
  return nullptr;
}

NamedFiles files_named_by_compose(std::span<const Input> project, std::size_t starts) {
  return ComposeProject(project, starts).named_files();
}

}  // namespace s1::model
