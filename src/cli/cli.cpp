// SPDX-License-Identifier: Apache-2.0
#include "cli/cli.h"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "text/suggest.h"
#include "version.h"

namespace s1::cli {
namespace {

constexpr const char* kExamples = R"(Examples:
  s1-infra scan                                   scan the working directory
  s1-infra scan deploy/Dockerfile --profile strict
  s1-infra scan . --format json --fail-on high    for CI: exit 1 from high upwards
  s1-infra fix app/Dockerfile                     a diff of the proven fixes; --write applies it
  s1-infra rules DL3002                           why a rule exists, by its id or another tool's
  s1-infra call scan_infra '{"path": "app", "limit": 5}'
  claude mcp add infra -- s1-infra mcp            register in Claude Code

Exit codes: 0 nothing to report; 1 findings, a tool that failed, or a fix to be made; 2 wrong usage.)";

// The application that the words were meant for: the deepest subcommand that was named.
const CLI::App& meant(const CLI::App& app) {
  const std::vector<CLI::App*> named = app.get_subcommands();
  return named.empty() ? app : meant(*named.back());
}

std::string suggestion(const CLI::App& app, const std::string& wrong) {
  std::vector<std::string> names;
  if (wrong.starts_with('-')) {
    for (const CLI::Option* option : app.get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  } else {
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
      names.push_back(command->get_name());
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  return std::string(nearest(wrong.substr(0, wrong.find('=')), known));
}

// CLI11's own words say what is wrong; what would be right is ours to say.
int usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = meant(app);
  std::string name = command.get_parent() == nullptr ? "s1-infra" : "s1-infra " + command.get_name();
  std::string line = name + ": " + error.what();
  const std::vector<std::string> extras = app.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !extras.empty()) {
    const std::string& wrong = extras.front();
    line = name + ": " + (wrong.starts_with('-') ? "unknown option " : "unexpected word ") + wrong;
    if (const std::string near = suggestion(command, wrong); !near.empty()) line += "; did you mean " + near + "?";
  }
  print_error(line);
  print_error("Try '" + name + " --help'.");
  return kUsage;
}

int parse_and_run(int argc, char* argv[]) {
  CLI::App app("Finds and checks infrastructure files: an MCP server over stdio, and a command line.", "s1-infra");
  app.set_version_flag("--version", "s1-infra " + std::string(kVersion), "Print the version");
  app.set_help_flag("-h,--help", "Print this help");
  app.footer(kExamples);
  app.get_formatter()->column_width(34);
  // One command, so that the word after it is its argument: a folder may be called "tools" or "fix".
  app.require_subcommand(0, 1);

  Run run;
  add_serve(app, run);
  add_scan(app, run);
  add_fix(app, run);
  add_harden(app, run);
  add_rules(app, run);
  add_tools(app, run);
  add_call(app, run);
  add_completion(app, run);

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    print(meant(app).help());
    return kOk;
  } catch (const CLI::CallForVersion& version) {
    print(std::string(version.what()) + "\n");
    return kOk;
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error);
  }
  if (run) return run();
  // No command: a host that starts the program bare means the server; a person at a terminal wants to know what there
  // is.
  if (!is_terminal(0)) {
    CLI::App bare;
    add_serve(bare, run);
    bare.parse("mcp");
    return run();
  }
  print(app.help());
  return kOk;
}

}  // namespace

int run(int argc, char* argv[]) {
  try {
    return parse_and_run(argc, argv);
  } catch (const std::exception& error) {
    print_error(std::string("s1-infra: internal error: ") + error.what());
    print_error("This is a fault of the program; please report it with the command that led here.");
    return kUsage;
  }
}

}  // namespace s1::cli
