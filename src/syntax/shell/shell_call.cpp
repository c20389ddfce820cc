// SPDX-License-Identifier: Apache-2.0
#include "syntax/shell/shell_call.h"

#include <algorithm>
#include <cstddef>

namespace s1::shell {
namespace {

bool is_shell(std::string_view name) {
  constexpr std::string_view kShells[] = {"ash", "bash", "dash", "ksh", "mksh", "sh", "zsh"};
  return std::ranges::find(kShells, name) != std::end(kShells);
}

// su and its like start a shell, and take their options in any order.
bool is_user_switch(std::string_view name) {
  return name == "su" || name == "runuser";
}

bool takes_file(std::string_view option) {
  return option == "--rcfile" || option == "--init-file";
}

struct Arguments {
  bool has_script = false;        // -c
  bool reads_input = false;       // -s
  const Word* operand = nullptr;  // the first
};

Arguments shell_arguments(const Invocation& invocation) {
  Arguments result;
  const std::vector<const Word*>& words = invocation.arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i]->value;
    const bool ends_options = word == "--" || word == "-";
    const bool is_option = !ends_options && word.size() > 1 && (word[0] == '-' || word[0] == '+');
    if (!is_option) {
      const std::size_t operand = ends_options ? i + 1 : i;
      if (operand < words.size()) result.operand = words[operand];
      return result;
    }
    if (word.starts_with("--")) {
      if (takes_file(word)) ++i;
      continue;
    }
    if (word[0] == '-' && word.contains('c')) result.has_script = true;
    if (word[0] == '-' && word.contains('s')) result.reads_input = true;
    i += static_cast<std::size_t>(std::ranges::count_if(word, [](char c) { return c == 'o' || c == 'O'; }));
  }
  return result;
}

}  // namespace

const Word* script_argument(const Invocation& invocation) {
  if (is_shell(invocation.name)) {
    const Arguments arguments = shell_arguments(invocation);
    return arguments.has_script ? arguments.operand : nullptr;
  }
  if (!is_user_switch(invocation.name)) return nullptr;
  for (std::size_t i = 0; i + 1 < invocation.arguments.size(); ++i) {
    const std::string_view option = invocation.arguments[i]->value;
    const bool bundle = option.size() > 1 && option[0] == '-' && option[1] != '-' && option.ends_with('c');
    if (bundle || option == "--command" || option == "--session-command") return invocation.arguments[i + 1];
  }
  return nullptr;
}

bool reads_script(const Invocation& invocation) {
  if (!is_shell(invocation.name)) return false;
  const Arguments arguments = shell_arguments(invocation);
  return !arguments.has_script && (arguments.reads_input || arguments.operand == nullptr);
}

Options started_with(const Invocation& invocation) {
  if (!is_shell(invocation.name)) return {};
  std::vector<std::string_view> arguments;
  for (const Word* word : invocation.arguments) arguments.push_back(word->value);
  return with_options(arguments);
}

}  // namespace s1::shell
