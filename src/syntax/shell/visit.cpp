// SPDX-License-Identifier: Apache-2.0
// Exports for_each_command(), for_each_script(), for_each_pipeline(), with_options() and inner_script().
#include <cstddef>

#include "syntax/shell/ast.h"
#include "syntax/shell/shell_call.h"

namespace s1::shell {
namespace {

// Which shell runs a script inside a command.
enum class RunBy : std::uint8_t {
  this_shell,   // a group's or a condition's list
  child_shell,  // a subshell, a substitution; also a function, whose time to run is not known
  new_shell,    // sh -c
};

using Visit = std::function<void(const Script&, RunBy)>;

void scripts_in(const std::vector<Part>& parts, const Visit& visit) {
  for (const Part& part : parts) {
    if (part.script != nullptr) visit(*part.script, RunBy::child_shell);
    scripts_in(part.parts, visit);
  }
}

// The scripts that lie in a command itself, not those in these, in the order in which they begin.
void scripts_in(const Command& command, const Visit& visit) {
  for (const Assignment& assignment : command.assignments) {
    scripts_in(assignment.value.parts, visit);
    for (const Word& element : assignment.elements) scripts_in(element.parts, visit);
  }
  for (const Word& word : command.words) scripts_in(word.parts, visit);
  const bool child = command.kind == CommandKind::subshell || command.kind == CommandKind::function;
  for (std::size_t i = 0; i < command.children.size(); ++i) {
    if (i < command.patterns.size()) {
      for (const Word& pattern : command.patterns[i]) scripts_in(pattern.parts, visit);
    }
    visit(command.children[i], child ? RunBy::child_shell : RunBy::this_shell);
  }
  if (command.inner != nullptr) visit(*command.inner, RunBy::new_shell);
  for (const Redirection& redirection : command.redirections) {
    scripts_in(redirection.target.parts, visit);
    scripts_in(redirection.document.parts, visit);
    if (redirection.script != nullptr) visit(*redirection.script, RunBy::new_shell);
  }
}

void walk_pipelines(const Script& script, Options& options,
                    const std::function<void(const Pipeline&, Options)>& visit) {
  for (const Item& item : script.items) {
    visit(item.pipeline, options);
    const bool in_child = item.background || item.pipeline.commands.size() > 1;
    for (const Command& command : item.pipeline.commands) {
      Options of_child = options;
      Options& current = in_child ? of_child : options;
      scripts_in(command, [&](const Script& inside, RunBy run_by) {
        if (run_by == RunBy::this_shell) {
          walk_pipelines(inside, current, visit);
        } else {
          Options own = run_by == RunBy::child_shell ? current : started_with(invocation(command));
          walk_pipelines(inside, own, visit);
        }
      });
      if (name_of(command) == "set") {
        std::vector<std::string_view> arguments;
        for (std::size_t i = 1; i < command.words.size(); ++i) arguments.push_back(command.words[i].value);
        current = with_options(arguments, current);
      }
    }
  }
}

}  // namespace

void for_each_command(const Script& script, const std::function<void(const Command&)>& visit) {
  for (const Item& item : script.items) {
    for (const Command& command : item.pipeline.commands) {
      if (command.kind == CommandKind::simple) visit(command);
      scripts_in(command, [&](const Script& inside, RunBy) { for_each_command(inside, visit); });
    }
  }
}

void for_each_script(const Script& script, const std::function<void(const Script&)>& visit) {
  visit(script);
  for (const Item& item : script.items) {
    for (const Command& command : item.pipeline.commands)
      scripts_in(command, [&](const Script& inside, RunBy) { for_each_script(inside, visit); });
  }
}

void for_each_pipeline(const Script& script, Options initial,
                       const std::function<void(const Pipeline&, Options)>& visit) {
  walk_pipelines(script, initial, visit);
}

Options with_options(std::span<const std::string_view> arguments, Options options) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--") break;
    if (argument.starts_with("--")) continue;
    if (argument.size() < 2 || (argument[0] != '-' && argument[0] != '+')) {
      if (i == 0 && argument.contains('/')) continue;  // the shell itself
      break;
    }
    const bool on = argument[0] == '-';
    for (const char letter : argument.substr(1)) {
      if (letter == 'e') options.errexit = on;
      if (letter != 'o' || i + 1 >= arguments.size()) continue;
      const std::string_view name = arguments[++i];
      if (name == "errexit") options.errexit = on;
      if (name == "pipefail") options.pipefail = on;
    }
  }
  return options;
}

const Script* inner_script(const Command& command) {
  if (command.inner != nullptr) return command.inner.get();
  for (const Redirection& redirection : command.redirections) {
    if (redirection.script != nullptr) return redirection.script.get();
  }
  return nullptr;
}

}  // namespace s1::shell
