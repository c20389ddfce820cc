// SPDX-License-Identifier: Apache-2.0
#include "rules/narrow_mode.h"

#include <algorithm>
#include <array>
#include <utility>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"

namespace s1::rules {
namespace {

using dockerfile::File;
using dockerfile::Instruction;
using dockerfile::Stage;
using model::Answer;

// The stage whose containers see what the instruction does: the last one that has it in its history.
const Stage* running_stage(const File& file, const Instruction& at) {
  if (at.stage < 0) return nullptr;
  for (auto stage = file.stages.rbegin(); stage != file.stages.rend(); ++stage)
    for (const Stage* each = &*stage; each != nullptr; each = each->base ? &file.stages[*each->base] : nullptr)
      if (std::cmp_equal(each->index, at.stage)) return &*stage;
  return nullptr;
}

// Whether the base image's program works as another user than the container's: Apache's and nginx's workers, php-fpm's.
bool has_workers(const model::Base& base) {
  if (base.facts == nullptr) return true;
  if (!base.facts->steps_down.empty() || base.facts->port) return true;
  return false;
}

bool is_made_before(const model::Dockerfile& file, const model::Run& run, std::string_view name) {
  return std::ranges::any_of(file.runs, [&](const model::Run& each) {
    return each.owner->index <= run.owner->index && std::ranges::any_of(each.calls, [&](const model::Call& call) {
             return (call.name == "useradd" || call.name == "adduser") && !call.arguments.empty() &&
                    call.arguments.back()->value == name && (each.owner != run.owner || &each == &run);
           });
  });
}

// What chown is given so that `user` can write; empty where its account is not known to be there.
std::string owner_for(const model::Dockerfile& file, const model::Run& run, const model::User& user,
                      const model::Base& base) {
  const std::string_view name = std::string_view(user.value).substr(0, user.value.find(':'));
  if (name.empty() || user.value.contains('$')) return {};
  const bool is_number = name.find_first_not_of("0123456789") == std::string_view::npos;
  const bool in_image = base.facts != nullptr &&
                        std::ranges::any_of(base.facts->users, [&](const auto& each) { return each.name == name; });
  return is_number || in_image || is_made_before(file, run, name) ? user.value : std::string();
}

// True where `a` may become `b && a` without a change to what else runs.
bool takes_command_before(const model::Run& run, const shell::Command& command) {
  const std::vector<shell::Item>& items = run.script->items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].pipeline.commands.size() != 1 || &items[i].pipeline.commands[0] != &command) continue;
    const bool branch = items[i].joint == shell::Joint::or_else ||
                        (i + 1 < items.size() && items[i + 1].joint == shell::Joint::or_else);
    return !branch && !items[i].background && !items[i].pipeline.negated;
  }
  return false;
}

}  // namespace

std::string narrowed(std::string_view mode) {
  if (mode.size() >= 3 && mode.find_first_not_of("01234567") == std::string_view::npos) {
    std::string result(mode);
    for (std::size_t i = result.size() - 2; i < result.size(); ++i)
      result[i] = static_cast<char>('0' + ((result[i] - '0') & ~2));
    return result;
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kSymbolic = {{{"a+rwx", "u+rwx,go+rx"},
                                                                                       {"ugo+rwx", "u+rwx,go+rx"},
                                                                                       {"a+rwX", "u+rwX,go+rX"},
                                                                                       {"ugo+rwX", "u+rwX,go+rX"},
                                                                                       {"a+rw", "u+rw,go+r"},
                                                                                       {"a+w", "u+w"},
                                                                                       {"ugo+w", "u+w"},
                                                                                       {"o+w", "u+w"}}};
  for (const auto& [from, to] : kSymbolic)
    if (mode == from) return std::string(to);
  return {};
}

std::vector<Edit> narrow_chmod(const model::Dockerfile& file, const model::Run& run, const model::Call& call,
                               const shell::Word& mode) {
  const std::string to = narrowed(mode.value);
  const Stage* const stage = running_stage(file.tree, *run.owner);
  if (to.empty() || stage == nullptr || !call.wrappers.empty() || run.exec_form) return {};
  if (run.file->source->slice(mode.span) != mode.value) return {};
  const model::Base base = model::base(file.tree, *stage);
  const model::User user = model::user(file.tree, *stage);
  if (has_workers(base) || model::steps_down(file.tree, *stage)) return {};
  std::vector<Edit> edits;
  if (user.root == Answer::no) {
    const std::string owner = owner_for(file, run, user, base);
    const bool as_root = model::runs_as_root(file.tree)[run.owner->index] == Answer::yes;
    if (owner.empty() || !as_root || !takes_command_before(run, *call.command)) return {};
    std::string chown = "chown ";
    if (call.has_option("recursive", 'R')) chown += "-R ";
    chown += owner;
    for (const shell::Word* each : call.arguments) {
      if (each == &mode || each->value.starts_with('-')) continue;
      chown += " " + std::string(run.file->source->slice(each->span));
    }
    edits.push_back({{call.command->span.begin, call.command->span.begin}, chown + " && "});
  } else if (user.root != Answer::yes) {
    return {};
  }
  edits.push_back({mode.span, to});
  return edits;
}

std::vector<Edit> narrow_flag(const model::Dockerfile& file, const Instruction& copy, const dockerfile::Flag& flag) {
  const std::string to = narrowed(flag.value);
  const Stage* const stage = running_stage(file.tree, copy);
  if (to.empty() || stage == nullptr || file.tree.source->slice(flag.value_span) != flag.value) return {};
  if (has_workers(model::base(file.tree, *stage)) || model::steps_down(file.tree, *stage)) return {};
  if (model::user(file.tree, *stage).root != Answer::yes) return {};
  return {{flag.value_span, to}};
}

}  // namespace s1::rules
