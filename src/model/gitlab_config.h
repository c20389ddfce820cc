// SPDX-License-Identifier: Apache-2.0
// The configuration of a GitLab pipeline as its jobs see it: local includes merged, `extends` followed, `!reference`
// resolved, in GitLab's order: includes, then references, then extends. Nothing is copied: a value that several
// definitions give together is the list of their nodes.
//
// Read lightly: `rules` of includes are not looked at (every file that is named counts), `inputs` have no values, and
// of a reference the definition that counts most is taken, not the merge of all.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/named_files.h"
#include "model/read.h"
#include "model/tree_reader.h"
#include "syntax/data/tree.h"

namespace s1::model {

// What gives a value, the definition that counts most first: one node, or several mappings that are merged key by key.
using GitlabLayers = std::vector<data::Value>;

class GitlabConfig {
 public:
  // `files` as read_gitlab_ci() takes them; both outlive this.
  GitlabConfig(std::span<const Input> files, const GitlabStart& start, TextBudget& budget);

  // The file that starts the pipeline; absent where it is no mapping.
  [[nodiscard]] data::Value root() const { return root_; }
  // The keys at the top of all files, in the order in which they appear, those of the starting file first.
  [[nodiscard]] const std::vector<data::Value>& keys() const { return keys_; }
  // Every entry of `include`, of included files too.
  [[nodiscard]] const std::vector<Value>& includes() const { return includes_; }
  // Local names that no file was found for, and patterns, which may name more than the files. Paths are in the root.
  [[nodiscard]] const std::vector<NamedFile>& missing() const { return missing_; }
  // The files that are merged, the starting one first.
  [[nodiscard]] const std::vector<const Input*>& loaded() const { return loaded_; }
  // A local name relative to the root; nothing where it has a variable or leads out.
  [[nodiscard]] std::optional<std::string> local_path(std::string_view name) const;
  [[nodiscard]] const TreeReader& reader(data::Value of) const { return readers_.at(of.file()); }

  // What stands at the top under this key.
  [[nodiscard]] GitlabLayers top(std::string_view key) const;
  // A job or template with all that it extends; `complete` turns false where a template is not among the files.
  [[nodiscard]] GitlabLayers job(std::string_view name, bool& complete) const;
  // Whether a file is included that is not among the files: it may define anything.
  [[nodiscard]] bool has_foreign_includes() const { return has_foreign_includes_; }
  [[nodiscard]] GitlabLayers get(const GitlabLayers& from, std::string_view key) const;
  // Likewise, where a job has none: what `default` or the top of the file says, unless the job's `inherit` refuses it.
  [[nodiscard]] GitlabLayers get_or_default(const GitlabLayers& job, std::string_view key) const;
  // The value itself, or the items of a list, with the lists in it and references opened.
  void for_each(data::Value list, const std::function<void(data::Value)>& visit) const { for_each(list, visit, 0); }

 private:
  static constexpr std::size_t kMostLevels = 11;      // of extends: GitLab's limit
  static constexpr std::size_t kMostReferences = 10;  // of references and lists in each other: GitLab's limit
  static constexpr std::size_t kMostLayers = 64;
  static constexpr std::size_t kMostKeys = 256;   // of one job; what has more is no job
  static constexpr std::size_t kMostName = 256;   // of a local include: patterns are held against very many paths
  static constexpr std::size_t kMostFiles = 150;  // GitLab's limit of includes; of entries with `local` too

  void load(const Input& file, std::size_t level);
  void add_includes(data::Value include, const TreeReader& reader, std::size_t level);
  void add_include(data::Value entry, const TreeReader& reader, std::size_t level);
  bool load_local(std::string_view path, std::size_t level);
  void define(data::Value root);
  void add_layers(std::string_view name, std::size_t level, GitlabLayers& layers, bool& complete) const;
  [[nodiscard]] data::Value resolve(data::Value value, std::size_t level) const;
  [[nodiscard]] data::Value member(data::Value mapping, std::string_view key) const;
  void for_each(data::Value list, const std::function<void(data::Value)>& visit, std::size_t level) const;

  std::span<const Input> files_;
  std::unordered_map<std::string_view, const Input*> by_path_;
  std::size_t local_includes_ = 0;
  TextBudget& budget_;
  data::Value root_;
  std::string folder_;  // that local includes are named from
  std::vector<const Input*> loaded_;
  std::vector<data::Value> roots_;  // of the files that are merged, the one that counts least first
  std::vector<data::Value> keys_;
  std::vector<Value> includes_;
  std::vector<NamedFile> missing_;
  bool has_foreign_includes_ = false;
  std::unordered_map<std::string_view, GitlabLayers> definitions_;
  std::unordered_map<const data::File*, TreeReader> readers_;
};

}  // namespace s1::model
