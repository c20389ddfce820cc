// SPDX-License-Identifier: Apache-2.0
#include "rules/workdir_fix.h"

#include <algorithm>
#include <string>

#include "rules/dockerfile_edits.h"
#include "rules/keyword_case.h"

namespace s1::rules {
namespace {

using dockerfile::Kind;

// Nothing that would have to be quoted.
bool is_plain_absolute(std::string_view path) {
  return path.starts_with('/') &&
         path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-") ==
             std::string_view::npos;
}

std::string_view first_cd(const shell::Script& script) {
  if (script.items.empty() || script.items[0].pipeline.commands.size() != 1) return {};
  const shell::Command& command = script.items[0].pipeline.commands[0];
  const bool is_cd = shell::name_of(command) == "cd" && command.words.size() == 2 && command.words[1].literal;
  return is_cd && command.redirections.empty() ? std::string_view(command.words[1].value) : std::string_view();
}

bool ends_in_absolute(const dockerfile::Instruction& instruction) {
  return !instruction.words.empty() && instruction.words.back().raw.starts_with('/');
}

bool has_mount(const dockerfile::Instruction& run) {  // its target may be relative
  return std::ranges::any_of(run.flags, [](const dockerfile::Flag& flag) { return flag.name == "mount"; });
}

}  // namespace

WorkdirFix::WorkdirFix(const model::Dockerfile& file)
    : file_(file),
      small_(writes_small_keywords(file.tree)),
      first_cd_(file.tree.instructions.size()),
      before_(file.tree.instructions.size()),
      after_(file.tree.instructions.size()) {
  for (const model::Run& run : file.runs) first_cd_[run.owner->index] = first_cd(*run.script);
  std::vector<bool> has_children(file.tree.stages.size());
  for (const dockerfile::Stage& stage : file.tree.stages) {
    if (stage.base) has_children[*stage.base] = true;
    std::string_view folder;
    for (const std::uint32_t index : stage.instructions) {
      const dockerfile::Instruction& each = file.tree.instructions[index];
      before_[index] = folder;
      if (each.kind != Kind::workdir || each.words.empty()) continue;
      folder = is_plain_absolute(each.words[0].raw) ? each.words[0].raw : std::string_view();
    }
  }
  for (const dockerfile::Stage& stage : file.tree.stages) {
    Effect effect = Effect::none;
    if (file.shipped_layers[stage.index]) effect = Effect::runtime;
    if (has_children[stage.index]) effect = Effect::breaking;
    for (std::size_t i = stage.instructions.size(); i-- > 0;) {
      const dockerfile::Instruction& each = file.tree.instructions[stage.instructions[i]];
      after_[each.index] = effect;
      effect = effect_on(each, effect);
    }
  }
}

WorkdirFix::Effect WorkdirFix::effect_on(const dockerfile::Instruction& instruction, Effect after) const {
  switch (instruction.kind) {
    case Kind::workdir:
      return ends_in_absolute(instruction) ? Effect::none : Effect::breaking;
    case Kind::run:
      return first_cd_[instruction.index].starts_with('/') && !has_mount(instruction) ? after : Effect::breaking;
    case Kind::add:
    case Kind::copy:
      return ends_in_absolute(instruction) ? after : Effect::breaking;
    case Kind::volume:
    case Kind::onbuild:
    case Kind::unknown:
      return Effect::breaking;
    default:
      return after;
  }
}

void WorkdirFix::add(Report& report, const model::Run& run, const shell::Command& cd) const {
  const std::uint32_t index = run.owner->index;
  const std::string_view folder = cd.words[1].value;
  const bool plain = run.owner == run.instruction && run.instruction->form != dockerfile::Form::json &&
                     run.instruction->heredocs.empty() && !has_mount(*run.instruction);
  if (!plain || first_cd_[index] != folder || !is_plain_absolute(folder)) return;
  const std::optional<Edit> removal = remove_command(run, cd);
  if (!removal) return;
  if (before_[index] == folder) {
    report.edits = {*removal};
    report.fix_description = "Drop the cd: WORKDIR is that folder already";
    report.fix = Fix::safe;
    return;
  }
  const bool is_first = index == 0 || first_cd_[index - 1] != folder;
  const std::optional<std::uint32_t> line = line_before(file_.tree, *run.owner);
  if (!line || !is_first || after_[index] == Effect::breaking) return;
  const std::string_view end = line_end_at(*file_.tree.source, *line);
  report.edits = {{{*line, *line}, keyword_in(small_, "WORKDIR ").append(folder).append(end)}, *removal};
  report.fix_description = "Use WORKDIR";
  // In `cd a; b` the folder may not have been there; WORKDIR makes it.
  const bool is_there = run.script->items[1].joint == shell::Joint::and_then;
  report.fix = is_there && after_[index] == Effect::none ? Fix::safe : Fix::unsafe;
}

}  // namespace s1::rules
