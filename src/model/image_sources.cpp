// SPDX-License-Identifier: Apache-2.0
#include "model/image_sources.h"

#include <ranges>

#include "model/copied_files.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "workspace/ignore.h"
#include "workspace/names.h"

namespace s1::model {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

constexpr int kMostStages = 4;  // a stage that copies of a stage that …

std::string below(std::string_view folder, std::string_view path) {
  std::string_view rest = path.substr(folder == "/" ? 0 : folder.size());
  while (rest.starts_with('/')) rest.remove_prefix(1);
  return std::string(rest);
}

}  // namespace

ImageSources::ImageSources(const dockerfile::File& file, const BuildFiles& context)
    : file_(file), context_(context), workdirs_(working_directories(file)) {}

std::string ImageSources::final_workdir(const dockerfile::Stage& stage) const {
  std::string current;
  for (const Instruction* each : history(file_, stage))
    if (each->kind == Kind::workdir && !each->words.empty())
      current = workdir_after(current, dockerfile::expand(file_, *each, each->words.front()).text);
  return current;
}

std::optional<std::string> ImageSources::source_of(const dockerfile::Stage& stage, const Instruction* before,
                                                   std::string_view path) const {
  std::optional<Found> found = find(stage, before, path, 0);
  return found ? std::optional(std::move(found->source)) : std::nullopt;
}

const Instruction* ImageSources::copy_of(const dockerfile::Stage& stage, const Instruction* before,
                                         std::string_view path) const {
  const std::optional<Found> found = find(stage, before, path, 0);
  return found ? found->copy : nullptr;
}

std::optional<ImageSources::Found> ImageSources::find(const dockerfile::Stage& stage, const Instruction* before,
                                                      std::string_view path, int depth) const {
  if (path.empty() || depth > kMostStages) return std::nullopt;
  std::vector<const Instruction*> steps;
  for (const Instruction* each : history(file_, stage)) {
    if (each == before) break;
    steps.push_back(each);
  }
  for (const Instruction* each : steps | std::views::reverse) {
    if (each->kind != Kind::copy && each->kind != Kind::add) continue;
    const CopyTarget to = copy_target(file_, *each, workdirs_[each->index]);
    if (to.path.empty()) return std::nullopt;  // it may lie over anything
    const bool covers = lies_in(path, to.path);
    if (!covers) continue;
    if (each->flag("parents") != nullptr || each->flag("exclude") != nullptr || !each->heredocs.empty())
      return std::nullopt;
    const dockerfile::Flag* const from = each->flag("from");
    for (std::size_t i = 0; i + 1 < each->words.size(); ++i) {
      const dockerfile::Expansion source = dockerfile::expand(file_, *each, each->words[i]);
      if (!source.known || source.text.contains("://")) return std::nullopt;
      if (from == nullptr) {
        if (std::optional<std::string> there = in_context(source.text, to.path, to.into_folder, path))
          return Found{*std::move(there), each};
        continue;
      }
      const dockerfile::Stage* const other = file_.find_stage(from->value, stage);
      if (other == nullptr || source.text.find_first_of("*?[") != std::string::npos) return std::nullopt;
      const std::string origin = path_in_image("/", source.text);
      // The file itself, else what lies in the folder.
      std::vector<std::string> tries;
      if (to.path == path) tries.push_back(origin);
      if (to.into_folder && workspace::base_name(origin) == below(to.path, path)) tries.push_back(origin);
      tries.push_back(path_in_image(origin, below(to.path, path)));
      for (const std::string& wanted : tries)
        if (std::optional<Found> there = find(*other, nullptr, wanted, depth + 1))
          return Found{std::move(there->source), each};
    }
  }
  return std::nullopt;
}

std::optional<std::string> ImageSources::in_context(std::string_view source, std::string_view target, bool into_folder,
                                                    std::string_view path) const {
  while (source.starts_with('/')) source.remove_prefix(1);
  const std::string rest = below(target, path);
  const auto there = [&](const std::string& candidate) {
    return context_.has_file(candidate) && !context_.ignores(candidate);
  };
  if (source.find_first_of("*?[") != std::string_view::npos) {
    const std::string_view folder = workspace::parent_path(source);
    if (folder.find_first_of("*?[") != std::string_view::npos) return std::nullopt;
    const std::string_view name = std::string_view(rest).substr(0, rest.find('/'));
    if (name.empty() || !workspace::glob_match(workspace::base_name(source), name)) return std::nullopt;
    const std::optional<std::string> at = workspace::normalised(folder);
    if (!at) return std::nullopt;
    // A folder that the pattern meets gives its contents.
    std::string candidate = workspace::join(*at, rest);
    return rest == name && there(candidate) ? std::optional(std::move(candidate)) : std::nullopt;
  }
  const std::optional<std::string> normal = workspace::normalised(source);
  if (!normal) return std::nullopt;
  if (!normal->empty() && context_.has_file(*normal)) {
    const bool named = rest.empty() && !into_folder;
    const bool inside = rest == workspace::base_name(*normal);
    return (named || inside) && there(*normal) ? normal : std::nullopt;
  }
  if (rest.empty()) return std::nullopt;
  std::string candidate = workspace::join(*normal, rest);
  return there(candidate) ? std::optional(std::move(candidate)) : std::nullopt;
}

}  // namespace s1::model
