// SPDX-License-Identifier: Apache-2.0
#include "model/package_command.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "model/dockerfile_layers.h"

namespace s1::model {

namespace {

using enum PackageAction;

constexpr std::string_view apt_values[] = {"option",          "config-file",       "target-release",
                                           "default-release", "host-architecture", "build-profiles"};
constexpr std::string_view apk_values[] = {"root",      "repository", "arch",          "keys-dir", "repositories-file",
                                           "cache-dir", "wait",       "cache-max-age", "virtual",  "progress-fd",
                                           "timeout"};
constexpr std::string_view dnf_values[] = {
    "config", "exclude",   "releasever", "installroot", "enablerepo", "disablerepo", "repo",     "repoid",
    "setopt", "forcearch", "comment",    "debuglevel",  "errorlevel", "color",       "advisory", "downloaddir"};
constexpr std::string_view zypper_values[] = {"root",          "installroot", "config",       "reposd-dir", "cache-dir",
                                              "pkg-cache-dir", "plus-repo",   "plus-content", "repo",       "from",
                                              "type",          "releasever",  "userdata"};
constexpr std::string_view pacman_values[] = {"dbpath", "root",    "arch",    "cachedir", "config",
                                              "gpgdir", "hookdir", "logfile", "sysroot",  "ignore"};
constexpr std::string_view pip_values[] = {"python",
                                           "log",
                                           "proxy",
                                           "retries",
                                           "timeout",
                                           "cache-dir",
                                           "requirement",
                                           "constraint",
                                           "editable",
                                           "target",
                                           "platform",
                                           "python-version",
                                           "prefix",
                                           "root",
                                           "src",
                                           "index-url",
                                           "extra-index-url",
                                           "find-links",
                                           "trusted-host",
                                           "cert",
                                           "wheel-dir",
                                           "dest",
                                           "global-option",
                                           "config-settings",
                                           "abi",
                                           "implementation",
                                           "no-binary",
                                           "only-binary",
                                           "progress-bar",
                                           "upgrade-strategy",
                                           "root-user-action",
                                           "exists-action",
                                           "build",
                                           "client-cert",
                                           "use-feature",
                                           "report"};
constexpr std::string_view npm_values[] = {"prefix",    "loglevel",   "registry", "cache",
                                           "workspace", "userconfig", "omit",     "include"};
constexpr std::string_view yarn_values[] = {
    "cwd",   "registry",     "cache-folder", "modules-folder", "network-timeout", "network-concurrency",
    "mutex", "global-folder"};

struct Program {
  std::string_view name;
  PackageManager manager;
  OptionSyntax options;
};
constexpr OptionSyntax apt_options{"octaP", apt_values};
constexpr OptionSyntax dnf_options{"cxdeR", dnf_values};
constexpr Program programs[] = {
    {"apt-get", PackageManager::apt, apt_options},
    {"apt", PackageManager::apt, apt_options},
    {"aptitude", PackageManager::apt, {"otqF", apt_values}},
    {"apk", PackageManager::apk, {"pXt", apk_values}},
    {"dnf", PackageManager::dnf, dnf_options},
    {"dnf5", PackageManager::dnf, dnf_options},
    {"microdnf", PackageManager::dnf, dnf_options},
    {"tdnf", PackageManager::dnf, dnf_options},
    {"yum", PackageManager::dnf, dnf_options},
    {"zypper", PackageManager::zypper, {"RcDCprt", zypper_values}},
    {"pacman", PackageManager::pacman, {"br", pacman_values}},
    {"npm", PackageManager::npm, {"wC", npm_values}},
    {"yarn", PackageManager::yarn, {"", yarn_values}},
};
constexpr Program pip{"pip", PackageManager::pip, {"rcetifbC", pip_values}};

struct Verb {
  PackageManager manager;
  std::string_view name;
  PackageAction action;
};
constexpr Verb verbs[] = {
    {PackageManager::apt, "update", refresh},
    {PackageManager::apt, "install", install},
    {PackageManager::apt, "reinstall", install},
    {PackageManager::apt, "build-dep", install},
    {PackageManager::apt, "satisfy", install},
    {PackageManager::apt, "upgrade", upgrade},
    {PackageManager::apt, "dist-upgrade", upgrade},
    {PackageManager::apt, "full-upgrade", upgrade},
    {PackageManager::apt, "safe-upgrade", upgrade},
    {PackageManager::apt, "remove", remove},
    {PackageManager::apt, "purge", remove},
    {PackageManager::apt, "autoremove", remove},
    {PackageManager::apt, "autopurge", remove},
    {PackageManager::apt, "clean", clean},
    {PackageManager::apt, "dist-clean", clean},
    {PackageManager::apt, "distclean", clean},
    {PackageManager::apk, "update", refresh},
    {PackageManager::apk, "add", install},
    {PackageManager::apk, "fix", install},
    {PackageManager::apk, "upgrade", upgrade},
    {PackageManager::apk, "del", remove},
    {PackageManager::apk, "cache", clean},
    {PackageManager::dnf, "makecache", refresh},
    {PackageManager::dnf, "install", install},
    {PackageManager::dnf, "in", install},
    {PackageManager::dnf, "localinstall", install},
    {PackageManager::dnf, "groupinstall", install},
    {PackageManager::dnf, "builddep", install},
    {PackageManager::dnf, "reinstall", install},
    {PackageManager::dnf, "rei", install},
    {PackageManager::dnf, "swap", install},
    {PackageManager::dnf, "update", upgrade},
    {PackageManager::dnf, "upgrade", upgrade},
    {PackageManager::dnf, "up", upgrade},
    {PackageManager::dnf, "update-minimal", upgrade},
    {PackageManager::dnf, "upgrade-minimal", upgrade},
    {PackageManager::dnf, "up-min", upgrade},
    {PackageManager::dnf, "distro-sync", upgrade},
    {PackageManager::dnf, "remove", remove},
    {PackageManager::dnf, "erase", remove},
    {PackageManager::dnf, "autoremove", remove},
    {PackageManager::dnf, "clean", clean},
    {PackageManager::zypper, "refresh", refresh},
    {PackageManager::zypper, "ref", refresh},
    {PackageManager::zypper, "install", install},
    {PackageManager::zypper, "in", install},
    {PackageManager::zypper, "source-install", install},
    {PackageManager::zypper, "si", install},
    {PackageManager::zypper, "install-new-recommends", install},
    {PackageManager::zypper, "inr", install},
    {PackageManager::zypper, "update", upgrade},
    {PackageManager::zypper, "up", upgrade},
    {PackageManager::zypper, "patch", upgrade},
    {PackageManager::zypper, "dist-upgrade", upgrade},
    {PackageManager::zypper, "dup", upgrade},
    {PackageManager::zypper, "remove", remove},
    {PackageManager::zypper, "rm", remove},
    {PackageManager::zypper, "clean", clean},
    {PackageManager::zypper, "cc", clean},
    {PackageManager::pip, "install", install},
    {PackageManager::pip, "wheel", install},
    {PackageManager::pip, "download", install},
    {PackageManager::npm, "install", install},
    {PackageManager::npm, "i", install},
    {PackageManager::npm, "add", install},
    {PackageManager::npm, "ci", install},
    {PackageManager::npm, "clean-install", install},
    {PackageManager::npm, "install-ci-test", install},
    {PackageManager::yarn, "install", install},
    {PackageManager::yarn, "add", install},
};

// `pip`, `pip3`, `pip3.12`; `python3` likewise.
bool is_versioned(std::string_view name, std::string_view program) {
  if (!name.starts_with(program)) return false;
  return name.substr(program.size()).find_first_not_of("0123456789.") == std::string_view::npos;
}

// pacman says what it does with letters: -Sy, -Syu, -S PACKAGE, -R, -Scc.
PackageAction pacman_action(const CommandLine& line) {
  if (line.has({"R", "remove"})) return remove;
  if (!line.has({"S", "sync"})) return line.has({"U", "upgrade"}) && !line.operands.empty() ? install : other;
  if (line.has({"c", "clean"})) return clean;
  if (!line.operands.empty()) return install;
  if (line.has({"u", "sysupgrade"})) return upgrade;
  return line.has({"y", "refresh"}) ? refresh : other;
}

PackageAction action_of(const PackageCommand& command, std::string_view verb) {
  const auto entry = std::ranges::find_if(
      verbs, [&](const Verb& known) { return known.manager == command.manager && known.name == verb; });
  if (entry != std::end(verbs)) return entry->action;
  const std::string_view next =
      command.line.operands.empty() ? std::string_view{} : std::string_view(command.line.operands[0]->value);
  if ((verb == "group" || verb == "module") && command.manager == PackageManager::dnf && next == "install")
    return install;
  if (verb == "cache" && (next == "clean" || next == "purge")) return clean;
  return other;
}

}  // namespace

bool PackageCommand::refreshes_index() const {
  if (action == refresh) return true;
  if (manager == PackageManager::apk) return line.has({"U", "update", "update-cache", "no-cache"});
  if (manager == PackageManager::pacman) return line.has({"y", "refresh"});
  return false;
}

std::optional<PackageCommand> package_command(const Call& call) {
  std::span<const shell::Word* const> arguments = call.arguments;
  const Program* program = std::ranges::find(programs, call.name, &Program::name);
  if (program == std::end(programs)) {
    if (is_versioned(call.name, "python")) {
      const auto module = std::ranges::find(arguments, std::string_view("-m"),
                                            [](const shell::Word* word) { return std::string_view(word->value); });
      if (arguments.end() - module < 2 || (*(module + 1))->value != "pip") return std::nullopt;
      arguments = arguments.subspan(static_cast<std::size_t>(module - arguments.begin()) + 2);
    } else if (!is_versioned(call.name, "pip")) {
      return std::nullopt;
    }
    program = &pip;
  }

  PackageCommand command{.manager = program->manager, .line = read_command_line(arguments, program->options)};
  if (command.manager == PackageManager::pacman) {
    command.action = pacman_action(command.line);
    return command;
  }
  if (command.line.operands.empty()) {
    if (command.manager == PackageManager::yarn && !command.line.has({"version", "v", "help", "h"}))
      command.action = install;
    return command;
  }
  command.verb = command.line.operands.front();
  if (!command.verb->literal) return std::nullopt;
  command.line.operands.erase(command.line.operands.begin());
  command.action = action_of(command, command.verb->value);
  return command;
}

std::optional<PackageCall> last_uncleaned(const Run& run, PackageManager manager,
                                          std::span<const std::string_view> caches) {
  if (std::ranges::any_of(caches, [&](std::string_view cache) { return is_mounted(*run.instruction, cache); }))
    return std::nullopt;
  std::optional<PackageCall> last;
  std::size_t at = 0;
  for (std::size_t i = 0; i < run.calls.size(); ++i) {
    std::optional<PackageCommand> command = package_command(run.calls[i]);
    if (!command || command->manager != manager) continue;
    if (command->action == clean) last.reset();
    if (command->action != install && command->action != upgrade) continue;
    at = i;
    last = PackageCall{&run.calls[i], *std::move(command)};
  }
  if (last && last_removal(run, caches).value_or(0) > at) return std::nullopt;
  return last;
}

bool has_apt_setting(const PackageCommand& command, std::string_view setting, bool on) {
  return std::ranges::any_of(command.line.options, [&](const Option& option) {
    if (option.name != "o" && option.name != "option") return false;
    const std::size_t equals = option.value.find('=');
    if (equals == std::string_view::npos || !option.value.substr(0, equals).ends_with(setting)) return false;
    const std::string_view value = option.value.substr(equals + 1);
    const bool is_off = value == "false" || value == "0" || value == "no" || value == "off";
    return is_off != on;
  });
}

std::vector<bool> setting_written(const dockerfile::File& file, std::span<const Run> runs, std::string_view setting) {
  std::vector<bool> written(file.instructions.size());
  for (const dockerfile::Instruction& instruction : file.instructions) {
    written[instruction.index] = std::ranges::any_of(instruction.heredocs, [&](const dockerfile::Heredoc& heredoc) {
      return instruction.kind == dockerfile::Kind::copy &&
             file.source->slice(heredoc.body).find(setting) != std::string_view::npos;
    });
  }
  for (const Run& run : runs) {
    for (const Call& call : run.calls) {
      if (package_command(call)) continue;
      const bool in_words = std::ranges::any_of(
          call.arguments, [&](const shell::Word* word) { return word->value.find(setting) != std::string::npos; });
      const bool in_heredoc =
          std::ranges::any_of(call.command->redirections, [&](const shell::Redirection& redirection) {
            return redirection.document.value.find(setting) != std::string::npos;
          });
      if (in_words || in_heredoc) written[run.owner->index] = true;
    }
  }
  return marked_before(file, std::move(written));
}

}  // namespace s1::model
