// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/shell_kind.h"

#include <algorithm>
#include <array>

#include "syntax/dockerfile/chars.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_view_literals;

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  return !std::ranges::search(text, part, [](char a, char b) { return lower(a) == b; }).empty();
}

bool is_any(std::string_view text, std::span<const std::string_view> parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) { return contains_ignoring_case(text, part); });
}

// Official images whose tags name Windows where they are for it (python:3.12-windowsservercore).
bool is_known_linux(std::string_view image) {
  static constexpr std::array kNames = {
      "alpine"sv, "amazonlinux"sv, "archlinux"sv, "busybox"sv, "debian"sv, "eclipse-temurin"sv,
      "fedora"sv, "golang"sv,      "httpd"sv,     "maven"sv,   "nginx"sv,  "node"sv,
      "php"sv,    "python"sv,      "ruby"sv,      "rust"sv,    "ubuntu"sv,
  };
  const std::string_view name = parse_image_ref(image).name;
  return std::ranges::find(kNames, file_name(name)) != kNames.end();
}

bool is_windows(const File& file, const Instruction& at) {
  static constexpr std::array kPlatforms = {"windows"sv};
  static constexpr std::array kImages = {"nanoserver"sv, "servercore"sv, "/windows/"sv, "/windows:"sv};
  const bool backtick = file.escape == '`';  // what it is for, but a Linux file may have it too
  if (at.stage < 0) return backtick;
  const Stage& stage = file.stages[static_cast<std::size_t>(at.stage)];
  const Stage& root = file.stages[stage.root];
  const Flag* const platform = file.instructions[root.from].flag("platform");
  if (platform != nullptr && is_any(platform->value, kPlatforms)) return true;
  if (is_any(root.image_value, kImages)) return true;
  return backtick && !is_known_linux(root.image_value);
}

}  // namespace

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == path.npos ? path : path.substr(slash + 1);
}

ShellKind shell_of_program(std::string_view program) {
  std::string_view name = file_name(program);
  if (name.size() > 4 && equal_ignoring_case(name.substr(name.size() - 4), ".exe")) name.remove_suffix(4);
  const auto is = [name](std::string_view other) { return equal_ignoring_case(name, other); };
  if (is("bash")) return ShellKind::bash;
  static constexpr std::array kPosix = {"sh"sv, "ash"sv, "dash"sv, "ksh"sv, "mksh"sv, "zsh"sv, "busybox"sv};
  if (std::ranges::any_of(kPosix, is)) return ShellKind::sh;
  if (is("powershell") || is("pwsh")) return ShellKind::powershell;
  if (is("cmd")) return ShellKind::cmd;
  return ShellKind::other;
}

ShellKind shell_kind(const File& file, const Instruction& at) {
  const std::span<const Word> shell = file.shell_at(at);
  if (!shell.empty()) return shell_of_program(shell.front().raw);
  return is_windows(file, at) ? ShellKind::cmd : ShellKind::sh;
}

}  // namespace s1::dockerfile
