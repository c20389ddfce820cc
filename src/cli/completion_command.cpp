// SPDX-License-Identifier: Apache-2.0
// s1-infra completion SHELL, and s1-infra man: both written from the declared options, so that they cannot lag behind
// them.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "mcp/server.h"
#include "tools/registry.h"
#include "version.h"

namespace s1::cli {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  std::vector<const CLI::App*> result;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty()) result.push_back(command);
  return result;
}

std::vector<std::string> long_options(const CLI::App& command) {
  std::vector<std::string> result;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) result.push_back("--" + name);
  return result;
}

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : " ") + word;
  return result;
}

std::string command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
  return joined(names);
}

// The words that follow `call` and `tools`.
std::string tool_names() {
  std::vector<std::string> names;
  for (const mcp::Tool* tool : tools::all()) names.emplace_back(tool->name);
  return joined(names);
}

// The values of an option that takes one of a set, which CLI11 keeps in its type: "FORMAT:{text,json}".
std::string choices(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t begin = type.find(":{");
  if (begin == std::string::npos || !type.ends_with('}')) return {};
  std::string result = type.substr(begin + 2, type.size() - begin - 3);
  std::ranges::replace(result, ',', ' ');
  return result;
}

std::string bash(const CLI::App& app) {
  std::string cases;
  std::string values;
  for (const CLI::App* command : commands_of(app)) {
    const std::string& name = command->get_name();
    const std::string words = name == "call" || name == "tools" ? tool_names()
                              : name == "completion"            ? "bash zsh fish"
                                                                : "";
    cases += fmt::format("    {}) words=\"{}\"; options=\"{}\" ;;\n", name, words, joined(long_options(*command)));
    for (const CLI::Option* option : command->get_options())
      if (const std::string words_of = choices(*option); !words_of.empty())
        for (const std::string& option_name : option->get_lnames())
          values += fmt::format("    {}:--{}) words=\"{}\"; is_value=1 ;;\n", name, option_name, words_of);
  }
  return fmt::format(R"(# bash completion for s1-infra; load it with: source <(s1-infra completion bash)
_s1_infra() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} command=${{COMP_WORDS[1]:-}} words="" options="" is_value=""
  local previous=${{COMP_WORDS[COMP_CWORD - 1]}}
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "{} --help --version" -- "$current")
    return
  fi
  case $command in
{}  esac
  case $command:$previous in
{}  esac
  if [ -n "$is_value" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    return
  fi
  case $current in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; [ -n "$words" ] || compgen -f -- "$current") ;;
  esac
}}
complete -o filenames -F _s1_infra s1-infra
)",
                     command_names(app), cases, values);
}

std::string zsh(const CLI::App& app) {
  return "#compdef s1-infra\n# zsh completion for s1-infra; load it with: source <(s1-infra completion zsh)\nautoload "
         "-U +X bashcompinit && bashcompinit\n" +
         bash(app);
}

std::string quoted_fish(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return "'" + result + "'";
}

std::string fish(const CLI::App& app) {
  std::string out = "# fish completion for s1-infra; load it with: s1-infra completion fish | source\n";
  for (const CLI::App* command : commands_of(app)) {
    out += fmt::format("complete -c s1-infra -n __fish_use_subcommand -f -a {} -d {}\n", command->get_name(),
                       quoted_fish(command->get_description()));
    for (const CLI::Option* option : command->get_options())
      for (const std::string& name : option->get_lnames()) {
        const std::string values = choices(*option);
        out += fmt::format("complete -c s1-infra -n '__fish_seen_subcommand_from {}' -l {}{} -d {}\n",
                           command->get_name(), name, values.empty() ? "" : " -x -a " + quoted_fish(values),
                           quoted_fish(option->get_description()));
      }
  }
  out += fmt::format("complete -c s1-infra -n '__fish_seen_subcommand_from call tools' -f -a '{}'\n", tool_names());
  return out + "complete -c s1-infra -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n";
}

// A hyphen in a man page is a minus sign only where it is escaped, and a line must not begin with a control character.
std::string roff(const std::string& text) {
  std::string result;
  bool line_begin = true;
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else if (line_begin && (c == '.' || c == '\''))
      result += std::string("\\&") + c;
    else
      result += c;
    line_begin = c == '\n';
  }
  return result;
}

std::string man(const CLI::App& app) {
  std::string out = fmt::format(
      ".\\\" Generated by `s1-infra man`; do not edit.\n.TH S1\\-INFRA 1 \"\" \"s1\\-infra {}\" \"User Commands\"\n",
      kVersion);
  out += ".SH NAME\ns1\\-infra \\- scan infrastructure files, as an MCP server and from the command line\n";
  out += ".SH SYNOPSIS\n.B s1\\-infra\n[COMMAND] [OPTIONS]\n.SH DESCRIPTION\n" + roff(app.get_description()) + "\n";
  out += "Without a command it serves MCP, or prints its help where standard input is a terminal.\n.SH COMMANDS\n";
  for (const CLI::App* command : commands_of(app)) {
    out += fmt::format(".SS \"s1\\-infra {}\"\n{}.\n", roff(command->get_name()), roff(command->get_description()));
    for (const CLI::Option* option : command->get_options()) {
      std::string name = option->get_positional() ? option->get_name(true) : option->get_name(false, true);
      if (option->get_positional()) name = option->get_name(true, false);
      if (!option->get_positional() && option->get_items_expected_max() > 0) name += " " + option->get_type_name();
      out += fmt::format(".TP\n.B {}\n{}.\n", roff(name), roff(option->get_description()));
    }
  }
  out += ".SH EXAMPLES\n.nf\n" + roff(app.get_footer()) + "\n.fi\n";
  out += ".SH ENVIRONMENT\n.TP\n.B NO_COLOR, CLICOLOR, CLICOLOR_FORCE\nWhether text output is coloured.\n";
  out += ".TP\n.B GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, CI_PROJECT_URL, CI_COMMIT_SHA\n";
  out += "Set by GitHub Actions and GitLab CI: where the links of a Markdown report lead.\n";
  return out + ".TP\n.B SOURCE_DATE_EPOCH\nThe date that suppressions with an end are held against.\n";
}

}  // namespace

void add_completion(CLI::App& app, Run& run) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* const command = app.add_subcommand("completion", "Print a completion script for a shell");
  command->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([&app, &run, shell] {
    run = [&app, shell] {
      print(*shell == "bash" ? bash(app) : *shell == "zsh" ? zsh(app) : fish(app));
      return kOk;
    };
  });
  // For scripts/generate and packagers; left out of the help.
  app.add_subcommand("man", "Print the man page")->group("")->callback([&app, &run] {
    run = [&app] {
      print(man(app));
      return kOk;
    };
  });
}

}  // namespace s1::cli
