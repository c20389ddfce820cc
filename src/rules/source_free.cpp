// SPDX-License-Identifier: Apache-2.0
#include "rules/source_free.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "model/package_command.h"

namespace s1::rules {
namespace {

using model::Call;
using model::Run;

// Commands that read nothing of the project, whatever they are given.
constexpr std::string_view plain_commands[] = {"echo",     "true",     "mkdir",      "set",
                                               "export",   "corepack", "groupadd",   "useradd",
                                               "addgroup", "adduser",  "locale-gen", "update-ca-certificates",
                                               "ldconfig"};

}  // namespace

bool needs_no_source(const Call& call) {
  if (!call.wrappers.empty() || call.word == nullptr) return false;
  if (std::ranges::find(plain_commands, call.name) != std::end(plain_commands)) return true;
  if (call.name == "yarn" && !call.arguments.empty() && call.arguments[0]->value == "global") return true;
  if (call.name == "rm")
    return std::ranges::all_of(call.arguments, [](const shell::Word* word) {
      return word->value.starts_with('-') || word->value.starts_with('/');
    });
  constexpr std::string_view with_settings[] = {"npm", "pnpm", "bundle", "poetry", "composer", "pip", "pip3"};
  const std::string_view first =
      call.arguments.empty() ? std::string_view() : std::string_view(call.arguments[0]->value);
  if (std::ranges::find(with_settings, call.name) != std::end(with_settings) && (first == "config" || first == "cache"))
    return true;
  const std::optional<model::PackageCommand> command = model::package_command(call);
  if (!command) return false;
  const bool of_system = command->manager != model::PackageManager::pip &&
                         command->manager != model::PackageManager::npm &&
                         command->manager != model::PackageManager::yarn;
  if (command->action == model::PackageAction::clean) return true;
  const bool named =
      !command->line.operands.empty() && std::ranges::all_of(command->line.operands, [](const shell::Word* word) {
        const std::string_view value = word->value;
        const bool is_path = value.starts_with('.') || (value.contains('/') && !value.starts_with('@'));
        return word->literal && !is_path;
      });
  if (of_system) return command->action != model::PackageAction::install || named;
  if (command->manager == model::PackageManager::pip)
    return command->action == model::PackageAction::install && named &&
           !command->line.has({"r", "requirement", "e", "editable", "c", "constraint"});
  return command->action == model::PackageAction::install && named && call.has_option("global", 'g');
}

bool needs_no_source(const Run& run) {
  return std::ranges::all_of(run.calls, [](const Call& call) { return needs_no_source(call); });
}

}  // namespace s1::rules
