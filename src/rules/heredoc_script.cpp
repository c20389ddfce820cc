// SPDX-License-Identifier: Apache-2.0
#include "rules/heredoc_script.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "syntax/shell/ast.h"

namespace s1::rules {
namespace {

// In practice: a variable that is set, a line that is written.
bool cannot_fail(const shell::Command& command) {
  if (command.kind == shell::CommandKind::function) return true;
  if (command.kind != shell::CommandKind::simple || !command.redirections.empty()) return false;
  const std::string_view name = shell::name_of(command);
  const bool harmless = command.words.empty() || name == "export" || name == "echo" || name == "printf" ||
                        name == ":" || name == "true" || name == "set" || name == "exit" || name == "umask";
  const auto runs_nothing = [](const shell::Word& word) {
    return !word.value.contains("$(") && !word.value.contains('`');
  };
  return harmless && std::ranges::all_of(command.words, runs_nothing) &&
         std::ranges::all_of(command.assignments,
                             [&](const shell::Assignment& each) { return runs_nothing(each.value); });
}

bool is_script(const dockerfile::Instruction& run) {
  if (run.kind != dockerfile::Kind::run || run.form != dockerfile::Form::plain) return false;
  if (run.heredocs.size() != 1 || !run.heredocs.front().terminated || !run.script) return false;
  const std::string_view text = run.arguments.text();
  return text.starts_with("<<") && text.find_first_of(" \t\n") == std::string_view::npos;
}

void apply_set(const shell::Command& command, shell::Options& options) {
  if (shell::name_of(command) != "set") return;
  std::vector<std::string_view> arguments;
  for (std::size_t i = 1; i < command.words.size(); ++i) arguments.emplace_back(command.words[i].value);
  options = shell::with_options(arguments, options);
}

}  // namespace

const shell::Item* first_unchecked(const model::ShellScript& shell) {
  if (!is_script(*shell.instruction) || shell.script != shell.instruction->script.get()) return nullptr;
  shell::Options options = shell.options;
  const std::vector<shell::Item>& items = shell.script->items;
  // A list (`a && b || c`) has the status of what ran last; with || it says itself what is to happen.
  for (std::size_t begin = 0; begin < items.size();) {
    std::size_t end = begin + 1;
    while (end < items.size() &&
           (items[end].joint == shell::Joint::and_then || items[end].joint == shell::Joint::or_else))
      ++end;
    if (end == items.size() || options.errexit) return nullptr;
    bool checked = items[end - 1].background;
    bool fails = false;
    for (std::size_t i = begin; i < end; ++i) {
      checked = checked || items[i].joint == shell::Joint::or_else;
      for (const shell::Command& command : items[i].pipeline.commands) {
        apply_set(command, options);
        fails = fails || !cannot_fail(command);
      }
    }
    if (fails && !checked) return &items[begin];
    begin = end;
  }
  return nullptr;
}

}  // namespace s1::rules
