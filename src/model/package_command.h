// SPDX-License-Identifier: Apache-2.0
// What a command asks of a package manager.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/command_line.h"
#include "model/dockerfile_run.h"

namespace s1::model {

enum class PackageManager : std::uint8_t {
  apt,  // apt-get, apt, aptitude
  apk,
  dnf,  // dnf, dnf5, microdnf, tdnf, yum
  zypper,
  pacman,
  pip,  // pip, pip3, pip3.12, python -m pip
  npm,
  yarn,
};

enum class PackageAction : std::uint8_t {
  refresh,  // fetches the index and nothing else: apt-get update, apk update, zypper refresh, pacman -Sy
  install,
  upgrade,  // of what is there: apt-get upgrade, dnf update
  remove,
  clean,  // of caches
  other,
};

struct PackageCommand {
  PackageManager manager{};
  PackageAction action = PackageAction::other;
  const shell::Word* verb = nullptr;  // "install"; what an option is put after. Null: pacman, `yarn` alone
  CommandLine line;                   // the verb is not among the operands

  [[nodiscard]] bool refreshes_index() const;  // also what an option does: apk add -U, pacman -Syu
};

// Nothing where the command is no package manager's, or does not say what it asks (`apt-get $VERB`).
[[nodiscard]] std::optional<PackageCommand> package_command(const Call& call);

struct PackageCall {
  const Call* call = nullptr;
  PackageCommand command;
};
// The last install or upgrade by `manager` in the RUN whose cache stays in the layer: nothing after it cleans up (the
// manager itself or a removal of `caches`), and no cache or tmpfs mount lies over them.
[[nodiscard]] std::optional<PackageCall> last_uncleaned(const Run& run, PackageManager manager,
                                                        std::span<const std::string_view> caches);

// True where an `-o NAME=VALUE` of an apt command gives `setting` (its last part: "Assume-Yes") the value `on` (else:
// off).
[[nodiscard]] bool has_apt_setting(const PackageCommand& command, std::string_view setting, bool on);
// By instruction index: true where an earlier instruction of the image wrote `setting` into a file, as far as that can
// be seen: a RUN that has it in a word or a heredoc (the package managers' own commands apart: there it holds for one
// command), or a COPY <<EOF.
[[nodiscard]] std::vector<bool> setting_written(const dockerfile::File& file, std::span<const Run> runs,
                                                std::string_view setting);

}  // namespace s1::model
