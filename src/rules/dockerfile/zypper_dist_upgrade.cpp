// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/zypper-dist-upgrade.
#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_zypper_dist_upgrade {
namespace {

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (!command || command->manager != model::PackageManager::zypper || command->verb == nullptr) continue;
      if (command->verb->value != "dup" && command->verb->value != "dist-upgrade") continue;
      out.report({.span = model::span_to(call, *command->verb),
                  .message = "This may move the image to another release of the distribution"});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3035"};

constexpr Bad bad[] = {
    {"FROM opensuse/leap:15.6\nRUN «zypper -n dup» && zypper -n install curl\n"},
    {"FROM opensuse/leap:15.6\nRUN «zypper --non-interactive dist-upgrade» --from main\n"},
};

constexpr std::string_view good[] = {
    "FROM opensuse/leap:15.6\nRUN zypper -n update && zypper -n install dup\n",
};

constexpr std::string_view references[] = {"https://en.opensuse.org/SDB:Zypper_usage",
                                           "https://github.com/hadolint/hadolint/wiki/DL3035"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/zypper-dist-upgrade",
    .title = "zypper upgrades the distribution",
    .help = "Name the release in FROM, and update packages with zypper update",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(`zypper dist-upgrade` (`dup`) brings every package to what the repositories have, also to a lower version or
another vendor's, and so to another release. What the image is then depends on the day it was built, whatever its tag
says.

Choose the release in `FROM`, and take updates with `zypper update`, or with a newer base image.

On Tumbleweed, which knows no releases, `dup` is the way to update; pull a newer image there.

There is no fix: what was wanted of the upgrade has to be known.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_zypper_dist_upgrade
