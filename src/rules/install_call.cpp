// SPDX-License-Identifier: Apache-2.0
#include "rules/install_call.h"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <vector>

#include "model/command_line.h"

namespace s1::rules {
namespace {

using model::Call;

std::vector<std::string_view> operands_of(const Call& call, const model::OptionSyntax& syntax) {
  std::vector<std::string_view> result;
  const model::CommandLine line = model::read_command_line(call.arguments, syntax);
  result.reserve(line.operands.size());
  for (const shell::Word* word : line.operands) result.emplace_back(word->value);
  return result;
}

constexpr std::string_view node_values[] = {
    "prefix",      "loglevel",        "registry", "cache",    "omit",
    "include",     "network-timeout", "mutex",    "reporter", "network-concurrency",
    "cache-folder"};
constexpr std::string_view python_values[] = {
    "requirement", "constraint", "index-url", "extra-index-url", "trusted-host", "python",       "target",
    "prefix",      "find-links", "timeout",   "retries",         "cache-dir",    "with",         "without",
    "only",        "extras",     "group",     "extra",           "no-group",     "progress-bar", "root-user-action"};
constexpr std::string_view other_values[] = {"jobs", "retry",     "without", "with",       "configuration", "runtime",
                                             "arch", "verbosity", "source",  "configfile", "packages",      "define",
                                             "file", "settings",  "threads", "working-dir"};

// "cd" and what is given to a command may stand in another folder than the one that is copied.
bool names_folder(const Call& call) {
  for (const std::string_view name :
       {"prefix", "cwd", "dir", "working-dir", "directory", "project", "file", "workspace", "filter"})
    if (call.has_option(name)) return true;
  return false;
}

bool node_install(const Call& call) {
  if (call.has_option("global", 'g')) return false;
  const std::vector<std::string_view> operands = operands_of(call, {"wCF", node_values});
  if (call.name == "yarn")
    return (operands.empty() && !call.has_option("version", 'v')) || (operands.size() == 1 && operands[0] == "install");
  if (operands.size() != 1) return false;
  if (call.name == "pnpm") return operands[0] == "install" || operands[0] == "i";
  return operands[0] == "ci" || operands[0] == "install" || operands[0] == "i" || operands[0] == "clean-install";
}

bool is_versioned(std::string_view name, std::string_view program) {
  return name.starts_with(program) &&
         name.substr(program.size()).find_first_not_of("0123456789.") == std::string_view::npos;
}

bool pip_install(const Call& call) {
  std::span<const shell::Word* const> arguments = call.arguments;
  if (is_versioned(call.name, "python")) {
    if (arguments.size() < 2 || arguments[0]->value != "-m" || arguments[1]->value != "pip") return false;
    arguments = arguments.subspan(2);
  } else if (!is_versioned(call.name, "pip")) {
    return false;
  }
  const model::CommandLine line = model::read_command_line(arguments, {"rceti", python_values});
  return !line.operands.empty() && line.operands[0]->value == "install" && line.has({"r", "requirement"});
}

std::optional<Ecosystem> ecosystem_of(const Call& call) {
  const std::string_view name = call.name;
  if (name == "npm" || name == "yarn" || name == "pnpm")
    return node_install(call) ? std::optional(Ecosystem::node) : std::nullopt;
  if (pip_install(call)) return Ecosystem::python;
  const std::vector<std::string_view> operands =
      operands_of(call, {"", name == "poetry" || name == "uv" || name == "pipenv"
                                 ? std::span<const std::string_view>(python_values)
                                 : std::span<const std::string_view>(other_values)});
  const std::string_view verb = operands.empty() ? std::string_view() : operands[0];
  if (name == "poetry" && verb == "install") return Ecosystem::python;
  if (name == "uv" && verb == "sync") return Ecosystem::python;
  if (name == "pipenv" && (verb == "install" || verb == "sync") && operands.size() == 1) return Ecosystem::python;
  if (name == "go" &&
      (verb == "build" || verb == "install" || (verb == "mod" && operands.size() == 2 && operands[1] == "download")))
    return operands.size() > 1 && operands[1].contains('@') ? std::nullopt : std::optional(Ecosystem::go);
  if (name == "composer" && (verb == "install" || verb == "i")) return Ecosystem::php;
  if ((name == "bundle" || name == "bundler") && (verb.empty() || verb == "install")) return Ecosystem::ruby;
  if (name == "dotnet" && verb == "restore") return Ecosystem::dotnet;
  if (name == "mvn" && std::ranges::any_of(operands, [](std::string_view goal) {
        return goal == "dependency:go-offline" || goal == "dependency:resolve";
      }))
    return operands.size() == 1 ? std::optional(Ecosystem::maven) : std::nullopt;
  return std::nullopt;
}

}  // namespace

std::optional<InstallCall> install_call(const Call& call) {
  const std::optional<Ecosystem> ecosystem = ecosystem_of(call);
  if (!ecosystem || !call.wrappers.empty() || names_folder(call)) return std::nullopt;
  InstallCall result{*ecosystem, &call, std::string(call.name)};
  for (const shell::Word* word : call.arguments) {
    if (word->value.starts_with('-') && word->value != "-m") break;
    if (*ecosystem == Ecosystem::go && result.said.contains(' ') && word->value != "download") break;
    result.said += " " + word->value;
  }
  return result;
}

bool is_manifest(Ecosystem ecosystem, std::string_view name) {
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
  };
  switch (ecosystem) {
    case Ecosystem::node:
      return name.starts_with("package") || is({"yarn.lock", "pnpm-lock.yaml"});
    case Ecosystem::python:
      return name.starts_with("req") || name.starts_with("Pipfile") ||
             is({"pyproject.toml", "poetry.lock", "uv.lock", "setup.py", "setup.cfg"});
    case Ecosystem::go:
      return name.starts_with("go.");
    case Ecosystem::php:
      return name.starts_with("composer");
    case Ecosystem::ruby:
      return name.starts_with("Gemfile");
    case Ecosystem::dotnet:
      return name.ends_with("proj") || name.ends_with(".sln") || name.ends_with(".slnx");
    case Ecosystem::maven:
      return name.starts_with("pom");
  }
  return false;
}

}  // namespace s1::rules
