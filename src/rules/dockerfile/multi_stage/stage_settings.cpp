// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/stage_settings.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace s1::rules::multi_stage {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

using Names = std::set<std::string, std::less<>>;

bool makes_files(Kind kind) {
  return kind == Kind::run || kind == Kind::copy || kind == Kind::add;
}

// The variables that a text puts in.
void add_variables(std::string_view text, Names& names) {
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    std::string_view rest = text.substr(at + 1);
    if (at > 0 && text[at - 1] == '\\') continue;
    if (rest.starts_with('{')) rest.remove_prefix(1);
    const std::size_t end = std::min(
        rest.size(), rest.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"));
    if (end > 0) names.emplace(rest.substr(0, end));
  }
}

void add_keys(const Instruction& instruction, Names& names) {
  for (const dockerfile::Pair& pair : instruction.pairs) names.emplace(pair.key.raw);
}

}  // namespace

std::optional<Settings> settings_of(const SingleStage& stage, const Plan& plan, Rewrite& rewrite) {
  Settings settings;
  for (const Step& step : stage.steps)
    if (makes_files(step.instruction->kind)) settings.last = step.instruction;
  if (settings.last == nullptr) {
    rewrite.refuse(stage.from(), "nothing is built");
    return std::nullopt;
  }
  Names used;
  Names declared;
  for (const Step& step : stage.steps) {
    const Instruction& each = *step.instruction;
    const bool after = each.index > settings.last->index;
    if (is_shared(plan, each)) {
      if (each.kind == Kind::env) add_keys(each, declared);
      continue;
    }
    const bool kept = after || is_setting(each.kind) || (each.kind == Kind::env && !is_for_build(plan, each));
    const bool is_command = each.kind == Kind::cmd || each.kind == Kind::entrypoint || each.kind == Kind::healthcheck;
    if (kept && !is_command) add_variables(each.arguments.text(), used);
    if (each.kind == Kind::env || (after && each.kind == Kind::arg)) add_keys(each, declared);
    if (each.kind == Kind::user && !plan.starts_itself) settings.user = after ? nullptr : &each;
  }
  if (settings.user != nullptr) add_variables(settings.user->arguments.text(), used);
  for (const Step& step : stage.steps) {
    const Instruction& each = *step.instruction;
    if (each.kind != Kind::arg || each.index > settings.last->index) continue;
    if (std::ranges::any_of(each.pairs, [&](const dockerfile::Pair& pair) { return used.contains(pair.key.raw); })) {
      settings.args.push_back(&each);
      add_keys(each, declared);
    }
  }
  for (const std::string& name : used)
    if (name != "PATH" && !declared.contains(name)) {
      rewrite.refuse(stage.from(),
                     "the variable " + name + " is used, and whether the runtime image sets it is not known");
      return std::nullopt;
    }
  return settings;
}

bool is_setting(Kind kind) {
  return kind == Kind::cmd || kind == Kind::entrypoint || kind == Kind::expose || kind == Kind::healthcheck ||
         kind == Kind::label || kind == Kind::stopsignal || kind == Kind::volume || kind == Kind::maintainer;
}

bool is_for_build(const Plan& plan, const Instruction& env) {
  return std::ranges::all_of(env.pairs, [&](const dockerfile::Pair& pair) {
    return std::ranges::any_of(plan.build_env,
                               [&](std::string_view prefix) { return pair.key.raw.starts_with(prefix); });
  });
}

bool is_shared(const Plan& plan, const Instruction& instruction) {
  return plan.shared_until != nullptr && instruction.index < plan.shared_until->index;
}

}  // namespace s1::rules::multi_stage
