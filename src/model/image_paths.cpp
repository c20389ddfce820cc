// SPDX-License-Identifier: Apache-2.0
#include "model/image_paths.h"

#include <optional>

#include "model/dockerfile_stage.h"
#include "workspace/names.h"

namespace s1::model {

using dockerfile::Instruction;
using dockerfile::Kind;

std::string workdir_after(std::string_view before, std::string_view path) {
  constexpr std::size_t kLongest = 4096;  // PATH_MAX; one that grows line by line is given up
  std::string after = path_kind(path) == PathKind::unknown ? std::string() : path_in_image(before, path);
  return after.size() <= kLongest ? after : std::string();
}

std::vector<std::string> working_directories(const dockerfile::File& file, std::string_view base_workdir) {
  std::vector<std::string> result(file.instructions.size());
  std::vector<std::string> at_end(file.stages.size());
  for (const dockerfile::Stage& stage : file.stages) {
    std::string current = stage.base ? at_end[*stage.base] : std::string(base_workdir);
    for (const std::uint32_t index : stage.instructions) {
      const Instruction& each = file.instructions[index];
      result[index] = current;
      if (each.kind == Kind::workdir && !each.words.empty())
        current = workdir_after(current, dockerfile::expand(file, each, each.words.front()).text);
    }
    at_end[stage.index] = std::move(current);
  }
  return result;
}

std::string final_workdir(const dockerfile::File& file, const dockerfile::Stage& stage, std::string_view base_workdir) {
  std::string current(base_workdir);
  for (const Instruction* each : history(file, stage))
    if (each->kind == Kind::workdir && !each->words.empty())
      current = workdir_after(current, dockerfile::expand(file, *each, each->words.front()).text);
  return current;
}

std::string path_in_image(std::string_view folder, std::string_view path) {
  if (path.empty() || path.contains('$') || (folder.empty() && !path.starts_with('/'))) return {};
  const std::string joined = path.starts_with('/') ? std::string(path) : std::string(folder) + "/" + std::string(path);
  std::string_view rest = joined;
  while (rest.starts_with('/')) rest.remove_prefix(1);
  const std::optional<std::string> normal = workspace::normalised(rest);
  return normal ? "/" + *normal : std::string();
}

bool lies_in(std::string_view path, std::string_view folder) {
  if (folder == "/") return path.starts_with('/');
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

CopyTarget copy_target(const dockerfile::File& file, const Instruction& copy, std::string_view workdir) {
  if (copy.words.size() < 2) return {};
  const dockerfile::Expansion to = dockerfile::expand(file, copy, copy.words.back());
  if (!to.known || !to.valid) return {};
  const bool folder =
      to.text.ends_with('/') || to.text == "." || to.text == ".." || to.text.ends_with("/.") || copy.words.size() > 2;
  return {path_in_image(workdir, to.text), folder};
}

}  // namespace s1::model
