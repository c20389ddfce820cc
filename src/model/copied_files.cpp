// SPDX-License-Identifier: Apache-2.0
#include "model/copied_files.h"

#include <ranges>
#include <utility>

#include "model/dockerfile_stage.h"
#include "workspace/ignore.h"
#include "workspace/names.h"

namespace s1::model {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

constexpr int kMostStages = 100;  // stages that copy of stages, each by many COPYs: it multiplies

bool is_pattern(std::string_view path) {
  return path.find_first_of("*?[") != std::string_view::npos;
}

std::string below(std::string_view folder, std::string_view path) {
  std::string_view rest = path.substr(folder == "/" ? 0 : folder.size());
  while (rest.starts_with('/')) rest.remove_prefix(1);
  return std::string(rest);
}

}  // namespace

CopiedFiles::CopiedFiles(const dockerfile::File& file, const BuildFiles& context, std::string_view base_workdir)
    : file_(file), context_(context), base_workdir_(base_workdir), workdirs_(working_directories(file, base_workdir)) {}

std::string CopiedFiles::workdir(const dockerfile::Stage& stage) const {
  return final_workdir(file_, stage, base_workdir_);
}

std::optional<CopiedFiles::Found> CopiedFiles::find(const dockerfile::Stage& stage, std::string_view path,
                                                    const Instruction* before) const {
  int left = kMostStages;
  return find(stage, path, before, left);
}

std::optional<std::string> CopiedFiles::source_of(const dockerfile::Stage& stage, std::string_view path,
                                                  const Instruction* before) const {
  std::optional<Found> found = find(stage, path, before);
  return found ? std::optional(std::move(found->source)) : std::nullopt;
}

std::optional<CopiedFiles::Found> CopiedFiles::find(const dockerfile::Stage& stage, std::string_view path,
                                                    const Instruction* before, int& left) const {
  if (path.empty() || left-- <= 0) return std::nullopt;
  std::vector<const Instruction*> steps;
  for (const Instruction* each : history(file_, stage)) {
    if (each == before) break;
    steps.push_back(each);
  }
  // What was copied last lies on top.
  for (const Instruction* each : steps | std::views::reverse) {
    if (each->kind != Kind::copy && each->kind != Kind::add) continue;
    const CopyTarget to = copy_target(file_, *each, workdirs_[each->index]);
    if (to.path.empty()) return std::nullopt;  // it may lie over anything
    if (!lies_in(path, to.path)) continue;
    if (each->flag("parents") != nullptr || each->flag("exclude") != nullptr || !each->heredocs.empty())
      return std::nullopt;
    const dockerfile::Flag* const from = each->flag("from");
    const dockerfile::Stage* const other = from == nullptr ? nullptr : file_.find_stage(from->value, stage);
    for (std::size_t i = 0; i + 1 < each->words.size(); ++i) {
      const dockerfile::Expansion source = dockerfile::expand(file_, *each, each->words[i]);
      if (!source.known || source.text.contains("://")) return std::nullopt;
      if (from != nullptr && (other == nullptr || is_pattern(source.text))) return std::nullopt;
      std::optional<Found> found =
          other == nullptr ? in_context(source.text, to, path) : in_stage(*other, source.text, to, path, left);
      if (!found) continue;
      found->copies.insert(found->copies.begin(), each);
      return found;
    }
  }
  return std::nullopt;
}

std::optional<CopiedFiles::Found> CopiedFiles::in_context(std::string_view source, const CopyTarget& to,
                                                          std::string_view path) const {
  while (source.starts_with('/')) source.remove_prefix(1);
  const std::string rest = below(to.path, path);
  const auto there = [&](std::string candidate) -> std::optional<Found> {
    if (!context_.has_file(candidate) || context_.ignores(candidate)) return std::nullopt;
    return Found{std::move(candidate), {}};
  };
  if (is_pattern(source)) {
    const std::string_view folder = workspace::parent_path(source);
    // A folder that the pattern meets gives its contents, which are not looked for.
    if (is_pattern(folder) || rest.empty() || rest.contains('/') ||
        !workspace::glob_match(workspace::base_name(source), rest))
      return std::nullopt;
    const std::optional<std::string> at = workspace::normalised(folder);
    return at ? there(workspace::join(*at, rest)) : std::nullopt;
  }
  const std::optional<std::string> normal = workspace::normalised(source);
  if (!normal) return std::nullopt;
  if (!normal->empty() && context_.has_file(*normal)) {
    // Without a slash at its end the destination may be a folder all the same: one that is there already.
    const bool named = rest.empty() && !to.into_folder;
    const bool inside = rest == workspace::base_name(*normal);
    return named || inside ? there(*normal) : std::nullopt;
  }
  // A folder's contents are copied, whatever the destination is called.
  return rest.empty() ? std::nullopt : there(workspace::join(*normal, rest));
}

// Whether a path of a stage is a folder cannot always be told: all that it can be is tried.
std::optional<CopiedFiles::Found> CopiedFiles::in_stage(const dockerfile::Stage& stage, std::string_view source,
                                                        const CopyTarget& to, std::string_view path, int& left) const {
  const std::string origin = path_in_image("/", source);
  const std::string rest = below(to.path, path);
  if (rest.empty()) return find(stage, origin, nullptr, left);
  if (to.into_folder && workspace::base_name(origin) == rest)
    if (std::optional<Found> found = find(stage, origin, nullptr, left)) return found;
  return find(stage, path_in_image(origin, rest), nullptr, left);
}

}  // namespace s1::model
