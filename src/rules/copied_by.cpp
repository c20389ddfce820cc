// SPDX-License-Identifier: Apache-2.0
#include "rules/copied_by.h"

#include <algorithm>

#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

bool is_copy(const Instruction& each) {
  return each.kind == Kind::copy || each.kind == Kind::add;
}

// What the only source of a COPY is.
Brought source_kind(const dockerfile::File& file, const model::Surroundings& around, const Instruction& copy) {
  if (copy.words.size() > 2) return Brought::folder;
  if (copy.words.size() < 2 || copy.flag("from") != nullptr || !around.context) return Brought::unknown;
  const dockerfile::Expansion from = dockerfile::expand(file, copy, copy.words.front());
  if (!from.known || from.text.find_first_of("*?[<") != std::string::npos || from.text.contains("://"))
    return Brought::unknown;
  std::string_view path = from.text;
  while (path.starts_with('/')) path.remove_prefix(1);
  if (path.empty() || path == ".") return Brought::folder;
  if (around.context->has_file(path)) return Brought::file;
  return around.context->has_folder(path) ? Brought::folder : Brought::unknown;
}

std::string file_name(const dockerfile::File& file, const Instruction& copy) {
  return std::string(workspace::base_name(dockerfile::expand(file, copy, copy.words.front()).text));
}

// Whether the instruction may have put something at the path, or made it.
bool may_touch(const dockerfile::File& file, const Instruction& each, const std::string& workdir,
               std::string_view path) {
  if (each.kind == Kind::onbuild || each.kind == Kind::volume) return true;
  if (each.kind == Kind::run) {
    const std::string_view text = each.arguments.text();
    if (text.contains(path) || (!workdir.empty() && model::lies_in(workdir, path))) return true;
    if (workdir.empty() || !model::lies_in(path, workdir)) return false;
    return text.contains(" " + std::string(path.substr(workdir == "/" ? 1 : workdir.size() + 1)));
  }
  if (is_copy(each)) {
    const model::CopyTarget to = model::copy_target(file, each, workdir);
    return to.path.empty() || model::lies_in(to.path, path) || model::lies_in(path, to.path);
  }
  return false;
}

}  // namespace

std::optional<CopiedBy> copied_by(const model::Dockerfile& dockerfile, const model::Surroundings& around,
                                  const Instruction& run, std::string_view path) {
  const dockerfile::File& file = dockerfile.tree;
  if (run.stage < 0) return std::nullopt;
  const dockerfile::Stage& stage = file.stages[static_cast<std::size_t>(run.stage)];
  const std::vector<std::string> workdirs = model::working_directories(file);
  CopiedBy result;
  bool recent = true;  // no RUN was passed yet
  std::vector<const Instruction*> before;
  for (const Instruction* each : model::history(file, stage)) {
    if (each->index >= run.index && each->stage == run.stage) break;
    before.push_back(each);
  }
  std::ranges::reverse(before);
  for (const Instruction* each : before) {
    const std::string& workdir = workdirs[each->index];
    if (each->kind == Kind::run || each->stage != run.stage) recent = false;
    if (each->kind == Kind::workdir) {
      const std::string to =
          each->words.empty()
              ? std::string()
              : model::workdir_after(workdir, dockerfile::expand(file, *each, each->words.front()).text);
      if (to == path)
        result.workdir_made_it = true;
      else if (to.empty() || model::lies_in(to, path))
        result.other = each;
      continue;
    }
    if (!recent || !is_copy(*each)) {
      if (may_touch(file, *each, workdir, path)) result.other = each;
      continue;
    }
    const model::CopyTarget to = model::copy_target(file, *each, workdir);
    if (to.path.empty()) return std::nullopt;
    const Brought what = source_kind(file, around, *each);
    if (to.into_folder && each->words.size() == 2 && what == Brought::file &&
        model::path_in_image(to.path, file_name(file, *each)) == path) {
      result.copies.push_back(each);
      result.what = Brought::file;
    } else if (model::lies_in(to.path, path)) {
      result.copies.push_back(each);
      result.what = to.into_folder || to.path != path ? Brought::folder : what;
    } else if (model::lies_in(path, to.path) && (to.into_folder || what != Brought::file)) {
      // A folder that holds it and more.
      if (result.copies.empty()) return std::nullopt;
      result.other = each;
    }
  }
  if (result.copies.empty()) return std::nullopt;
  if (result.copies.size() > 1) result.what = Brought::folder;
  if (result.workdir_made_it) result.what = Brought::folder;
  std::ranges::reverse(result.copies);
  return result;
}

}  // namespace s1::rules
