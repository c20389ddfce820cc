// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/gitlab_config.h"
#include "model/named_files.h"

namespace s1::model {
namespace {

// The local files of `trigger: include`: a name, a mapping with `local`, or a list of either.
std::vector<std::string> child_of(const GitlabConfig& config, std::string_view job) {
  std::vector<std::string> files;
  bool complete = true;
  const GitlabLayers include = config.get(config.get(config.job(job, complete), "trigger"), "include");
  if (include.empty()) return files;
  const auto add = [&](data::Value entry) {
    const data::Value name = entry.is_mapping() ? entry["local"] : entry;
    if (!name.is_string() || name.text().find("://") != std::string_view::npos) return;
    if (std::optional<std::string> path = config.local_path(name.text())) files.push_back(*std::move(path));
  };
  if (!include.front().is_sequence()) {
    add(include.front());
    return files;
  }
  for (const data::Value entry : include.front().items())
    if (files.size() < 3) add(entry);  // GitLab's limit
  return files;
}

}  // namespace

NamedFiles files_named_by_gitlab_ci(std::span<const Input> files, const GitlabStart& start) {
  TextBudget budget;
  const GitlabConfig config(files, start, budget);
  NamedFiles named;
  named.missing = config.missing();
  for (const Input* file : config.loaded())
    if (file >= &files.front() + start.files) named.merged.emplace_back(file->path);
  for (const data::Value key : config.keys())
    if (std::vector<std::string> child = child_of(config, key.text()); !child.empty())
      named.children.push_back(std::move(child));
  return named;
}

}  // namespace s1::model
