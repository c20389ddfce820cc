// SPDX-License-Identifier: Apache-2.0
#include "model/copied_files.h"

#include <algorithm>

#include "model/dockerfile_stage.h"
#include "workspace/names.h"

namespace s1::model {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

constexpr int kDeepest = 16;  // stages that copy from stages

// An absolute path without `.`, `..` and doubled slashes.
std::string absolute(std::string_view folder, std::string_view path) {
  const std::string joined = path.starts_with('/') ? std::string(path) : std::string(folder) + "/" + std::string(path);
  std::string_view rest = joined;
  while (rest.starts_with('/')) rest.remove_prefix(1);
  const std::optional<std::string> normal = workspace::normalised(rest);
  return normal ? "/" + *normal : std::string();
}

std::string_view last_part(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::string workdir_after(std::string_view before, std::string_view path) {
  if (path_kind(path) == PathKind::unknown || path.contains('$')) return {};
  if (before.empty() && !path.starts_with('/')) return {};
  return absolute(before, path);
}

CopiedFiles::CopiedFiles(const dockerfile::File& file, const dockerfile::Stage& stage, const BuildFiles& context)
    : context_(context) {
  Stages stages(file.stages.size());
  read(file, stage, stages, 0);
}

void CopiedFiles::read(const dockerfile::File& file, const dockerfile::Stage& stage, Stages& stages, int depth) {
  for (const Instruction* each : history(file, stage)) {
    if (each->kind == Kind::workdir && !each->words.empty())
      workdir_ = workdir_after(workdir_, dockerfile::expand(file, *each, each->words.front()).text);
    else if (each->kind == Kind::copy || each->kind == Kind::add)
      add(file, stage, *each, stages, depth);
  }
}

void CopiedFiles::add(const dockerfile::File& file, const dockerfile::Stage& stage, const Instruction& copy,
                      Stages& stages, int depth) {
  if (copy.flag("parents") != nullptr || copy.words.size() < 2) return;
  std::shared_ptr<const CopiedFiles> from_stage;
  if (const dockerfile::Flag* const flag = copy.flag("from")) {
    const dockerfile::Stage* const other = file.find_stage(flag->value, stage);
    if (other == nullptr || depth > kDeepest) return;
    if (!stages[other->index]) {
      const auto made = std::shared_ptr<CopiedFiles>(new CopiedFiles(context_));
      made->read(file, *other, stages, depth + 1);
      stages[other->index] = made;
    }
    from_stage = stages[other->index];
  }
  const dockerfile::Expansion to = dockerfile::expand(file, copy, copy.words.back());
  if (!to.known || (workdir_.empty() && !to.text.starts_with('/'))) return;
  const bool into =
      to.text.ends_with('/') || to.text == "." || to.text == ".." || to.text.ends_with("/.") || copy.words.size() > 2;
  for (std::size_t i = 0; i + 1 < copy.words.size(); ++i) {
    const dockerfile::Expansion from = dockerfile::expand(file, copy, copy.words[i]);
    if (!from.known || from.text.find_first_of("*?[") != std::string::npos || from.text.starts_with("<<")) continue;
    if (from_stage) {
      copies_.push_back({absolute("/", from.text), absolute(workdir_, to.text), into, &copy, from_stage});
      continue;
    }
    std::string_view path = from.text;
    while (path.starts_with('/')) path.remove_prefix(1);
    if (std::optional<std::string> source = workspace::normalised(path))
      copies_.push_back({*std::move(source), absolute(workdir_, to.text), into, &copy});
  }
}

std::optional<CopiedFiles::Found> CopiedFiles::find(std::string_view path) const {
  if (path.empty() || path.contains('$') || (workdir_.empty() && !path.starts_with('/'))) return std::nullopt;
  const std::string wanted = absolute(workdir_, path);
  if (wanted.empty()) return std::nullopt;
  // What was copied last lies on top.
  for (auto copy = copies_.rbegin(); copy != copies_.rend(); ++copy) {
    if (copy->stage) {
      if (std::optional<Found> found = find_in(*copy, wanted)) {
        found->copies.insert(found->copies.begin(), copy->instruction);
        return found;
      }
      continue;
    }
    const bool is_folder = copy->source.empty() || context_.has_folder(copy->source);
    if (!is_folder) {
      // Without a slash at its end the destination may be a folder all the same: one that is there already.
      const std::string inside = absolute(copy->destination, last_part(copy->source));
      const bool is_folder_for_certain = copy->into_folder || copy->destination == "/";
      const bool same = wanted == inside || (!is_folder_for_certain && wanted == copy->destination);
      if (same && context_.has_file(copy->source)) return Found{copy->source, {copy->instruction}};
      continue;
    }
    // A folder's contents are copied, whatever the destination is called.
    const std::string begin = copy->destination == "/" ? copy->destination : copy->destination + "/";
    if (!wanted.starts_with(begin)) continue;
    std::string inside = workspace::join(copy->source, std::string_view(wanted).substr(begin.size()));
    if (context_.has_file(inside) && !context_.ignores(inside)) return Found{std::move(inside), {copy->instruction}};
  }
  return std::nullopt;
}

std::optional<std::string> CopiedFiles::source_of(std::string_view path) const {
  std::optional<Found> found = find(path);
  if (!found) return std::nullopt;
  return std::move(found->source);
}

// Whether a path of a stage is a folder cannot always be told: all that it can be is tried.
std::optional<CopiedFiles::Found> CopiedFiles::find_in(const Copy& copy, const std::string& wanted) {
  const std::string begin = copy.destination == "/" ? copy.destination : copy.destination + "/";
  const bool inside = wanted.starts_with(begin);
  if (wanted == copy.destination) return copy.stage->find(copy.source);
  if (!inside) return std::nullopt;
  const std::string rest = wanted.substr(begin.size());
  const std::string folder = copy.source == "/" ? copy.source : copy.source + "/";
  if (std::optional<Found> found = copy.stage->find(folder + rest)) return found;
  return copy.into_folder && rest == last_part(copy.source) ? copy.stage->find(copy.source) : std::nullopt;
}

}  // namespace s1::model
