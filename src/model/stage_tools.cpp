// SPDX-License-Identifier: Apache-2.0
#include "model/stage_tools.h"

#include <algorithm>
#include <array>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"
#include "model/package_command.h"

namespace s1::model {
namespace {

// Packages that do not bring curl or wget with them, with all that they depend on and recommend (gettext recommends
// curl): the package lists of Debian 12 and 13, 2026-11.
constexpr std::array<std::string_view, 44> kNeedNoTool = {"bash",
                                                          "build-base",
                                                          "build-essential",
                                                          "bzip2",
                                                          "ca-certificates",
                                                          "cmake",
                                                          "coreutils",
                                                          "cron",
                                                          "dumb-init",
                                                          "ffmpeg",
                                                          "file",
                                                          "g++",
                                                          "gcc",
                                                          "gettext-base",
                                                          "git",
                                                          "gnupg",
                                                          "gosu",
                                                          "iproute2",
                                                          "jq",
                                                          "less",
                                                          "libc-dev",
                                                          "libc6-dev",
                                                          "libffi-dev",
                                                          "libpq-dev",
                                                          "libpq5",
                                                          "libssl-dev",
                                                          "locales",
                                                          "make",
                                                          "musl-dev",
                                                          "nano",
                                                          "netcat-openbsd",
                                                          "nginx",
                                                          "openssl",
                                                          "openssh-client",
                                                          "pkg-config",
                                                          "postgresql-client",
                                                          "procps",
                                                          "python3",
                                                          "sudo",
                                                          "supervisor",
                                                          "tini",
                                                          "tzdata",
                                                          "unzip",
                                                          "vim"};

std::string_view package_name(std::string_view word) {
  return word.substr(0, word.find_first_of("=~<>"));
}

}  // namespace

bool has_tool(const Dockerfile& file, const dockerfile::Stage& stage, std::string_view tool) {
  const Base from = base(file.tree, stage);
  bool there = from.facts != nullptr && from.facts->verified &&
               std::ranges::find(from.facts->tools, tool) != from.facts->tools.end();
  const auto steps = history(file.tree, stage);
  for (const Run& run : file.runs) {
    if (std::ranges::find(steps, run.owner) == steps.end()) continue;
    for (const Call& call : run.calls) {
      const auto command = package_command(call);
      if (!command) continue;
      const bool system = command->manager == PackageManager::apt || command->manager == PackageManager::apk ||
                          command->manager == PackageManager::dnf || command->manager == PackageManager::zypper;
      if (!system) continue;
      const bool named = std::ranges::any_of(command->line.operands, [&](const shell::Word* word) {
        return std::string_view(word->value).substr(0, word->value.find_first_of("=~<>")) == tool;
      });
      if (command->action == PackageAction::install && named && !command->line.has({"t", "virtual"})) there = true;
      if (command->action == PackageAction::remove && named) there = false;
    }
  }
  return there;
}

bool lacks_tool(const facts::BaseImage& image, std::string_view tool) {
  // Where the package manager is not known, the image was looked at for other things. Gradle's and Jetty's have the
  // tools of the image that they are made from, and that has changed. .NET's runtimes have had no curl since 5.0 and
  // never a wget (dotnet/dotnet-docker#2379).
  const bool runtime = image.image.starts_with("mcr.microsoft.com/dotnet/") && !image.image.ends_with("sdk") &&
                       !image.tags.contains("3.*");
  const bool looked_at = !image.package_manager.empty() && image.image != "gradle" && image.image != "jetty";
  return image.verified && (looked_at || runtime) && std::ranges::find(image.tools, tool) == image.tools.end();
}

namespace {

// They bring no program that is not named in their arguments; of package managers all do what they are told.
constexpr std::array<std::string_view, 38> kBringNothing = {
    "adduser",  "addgroup", "apt-mark", "bundle", "cat",   "cd",      "chgrp",   "chmod", "chown", "composer",
    "corepack", "cp",       "date",     "echo",   "exit",  "export",  "find",    "gem",   "go",    "groupadd",
    "ls",       "ln",       "mkdir",    "mv",     "pnpm",  "printf",  "rm",      "sed",   "set",   "sha256sum",
    "tar",      "test",     "touch",    "true",   "unzip", "useradd", "usermod", "["};

bool may_bring(const Call& call, std::string_view tool) {
  if (std::ranges::any_of(call.command->words, [&](const shell::Word& word) { return word.value.contains(tool); }))
    return true;
  if (std::ranges::find(kBringNothing, call.name) != kBringNothing.end()) return false;
  const auto command = package_command(call);
  if (!command) return true;
  const bool system = command->manager != PackageManager::pip && command->manager != PackageManager::npm &&
                      command->manager != PackageManager::yarn;
  if (!system || command->action != PackageAction::install) return false;
  // What other packages need comes with them: the small ones that are common in images are known not to need it.
  return command->line.open || std::ranges::any_of(command->line.operands, [](const shell::Word* word) {
           return !word->literal || std::ranges::find(kNeedNoTool, package_name(word->value)) == kNeedNoTool.end();
         });
}

}  // namespace

bool lacks_tool(const Dockerfile& file, const dockerfile::Stage& stage, std::string_view tool) {
  const Base from = base(file.tree, stage);
  if (from.windows || (!from.scratch && (from.facts == nullptr || !lacks_tool(*from.facts, tool)))) return false;
  for (const dockerfile::Instruction* each : history(file.tree, stage)) {
    if (each->kind == dockerfile::Kind::onbuild) return false;
    if (each->kind == dockerfile::Kind::copy || each->kind == dockerfile::Kind::add) {
      // Programs of another stage or image, an archive; a file of that name.
      const bool of_system = std::ranges::any_of(each->words, [](const dockerfile::Word& word) {
        return word.raw == "/" || word.raw.contains("/bin") || word.raw.contains("$") || word.raw.contains("sbin");
      });
      if (each->arguments.text().contains(tool) || (of_system && each->flag("from") != nullptr) ||
          each->kind == dockerfile::Kind::add)
        return false;
    }
    if (each->kind != dockerfile::Kind::run) continue;
    const auto run = std::ranges::find(file.runs, each, &Run::owner);
    if (run == file.runs.end() || !each->heredocs.empty()) return false;
    if (std::ranges::any_of(run->calls, [&](const Call& call) { return may_bring(call, tool); })) return false;
  }
  return true;
}

bool is_language_image(const dockerfile::File& file, const dockerfile::Stage& stage, std::string_view language) {
  const Base from = base(file, stage);
  return from.facts != nullptr && from.facts->verified && from.facts->shell == "sh" &&
         facts::short_image_name(from.ref.name) == language;
}

}  // namespace s1::model
