// SPDX-License-Identifier: Apache-2.0
// A Compose project put together: its files merged in order, `include` and `extends` followed into the files that are
// given. Light: only a file's first document is read, a project's name is not worked out (COMPOSE_PROJECT_NAME is
// unknown), and what would be a conflict between an included file and its includer is merged like an override.
#pragma once
#include <cstddef>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/compose_layers.h"
#include "model/named_files.h"
#include "model/read.h"

namespace s1::model {

// A service, a secret or a config.
struct ComposeEntry {
  std::string name;
  Place place;  // of its key, in the first file that has it
  Layers layers;
};

// Layers point into it, so it stays where it is.
class ComposeProject {
 public:
  // The first `starts` files are merged in order, but for one that another includes or extends: that is no override.
  // The first `.env` in a file's folder gives its variables.
  ComposeProject(std::span<const Input> inputs, std::size_t starts);
  ComposeProject(const ComposeProject&) = delete;
  ComposeProject& operator=(const ComposeProject&) = delete;

  [[nodiscard]] std::string_view path() const { return path_; }  // of the first file
  [[nodiscard]] const std::vector<ComposeEntry>& services() const { return services_.entries; }
  [[nodiscard]] const std::vector<ComposeEntry>& secrets() const { return secrets_.entries; }
  [[nodiscard]] const std::vector<ComposeEntry>& configs() const { return configs_.entries; }
  [[nodiscard]] NamedFiles named_files() && { return std::move(named_); }

 private:
  struct Entries {
    std::vector<ComposeEntry> entries;
    std::unordered_map<std::string, std::size_t> by_name;
  };
  struct Service {
    data::Value key;
    data::Value node;
    std::size_t weight = 0;  // nodes of it and what it extends; 0: not counted yet
  };
  struct OpenFile : ComposeFile {
    std::unordered_map<std::string_view, Service> services;
  };

  void find_targets(const Variables& variables);
  [[nodiscard]] const Variables& variables_of(const std::string& folder, const Variables* outer);
  [[nodiscard]] const Variables& included_variables(const OpenFile& file, data::Value entry, const std::string& folder);
  OpenFile& open(const Input& input, std::string folder, const Variables& variables);
  void load(OpenFile& file, int depth);
  void include(const OpenFile& file, data::Value entry, int depth);
  ComposeEntry& entry(Entries& of, const ComposeFile& file, data::Value key);
  void add(const OpenFile& file, std::string_view key, Entries& to);
  void add_service(OpenFile& file, const Service& service);
  // Adds the services that `service` extends, the nearest first.
  void extend(OpenFile& file, const Service& service, std::vector<Layer>& layers);
  [[nodiscard]] OpenFile* open_extended(const OpenFile& from, data::Value path);
  // The file that a path names. One that is not among the files is kept as missing, with its kind.
  [[nodiscard]] const Input* find(const ComposeFile& from, data::Value path, workspace::FileKind kind);
  [[nodiscard]] const Input* find(const std::string& path, workspace::FileKind kind);

  std::span<const Input> inputs_;
  std::string path_;
  std::unordered_map<std::string_view, const Input*> by_path_;
  std::unordered_set<const Input*> targets_;  // included or extended
  std::unordered_set<const Input*> loaded_;
  std::deque<Variables> variables_;
  std::deque<OpenFile> files_;
  std::map<std::pair<const Input*, const Variables*>, OpenFile*> extended_;
  std::size_t interpolated_left_ = kMostInterpolated;
  std::size_t inherited_left_;
  Entries services_;
  Entries secrets_;
  Entries configs_;
  NamedFiles named_;
  std::unordered_set<std::string> missing_;  // their paths
};

}  // namespace s1::model
