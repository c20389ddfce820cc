// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apt-without-no-install-recommends.
#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/rule.h"

namespace s1::rules {
namespace {

void check(const model::Dockerfile& file, Sink& out) {
  const std::vector<bool> configured = model::setting_written(file.tree, file.runs, "Install-Recommends");
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (!command || command->manager != model::PackageManager::apt ||
          command->action != model::PackageAction::install)
        continue;
      if (command->verb->value == "build-dep") continue;  // takes none
      if (command->line.open || configured[run.owner->index] ||
          model::has_apt_setting(*command, "Install-Recommends", false) ||
          command->line.has(
              {"no-install-recommends", "without-recommends", "R", "install-recommends", "with-recommends"})) {
        continue;
      }
      out.report(
          {.span = model::span_to(call, *command->verb),
           .message = "This also installs what the packages only recommend",
           .edits = {model::insert_argument(
               run, *command->verb, call.name == "aptitude" ? "--without-recommends" : "--no-install-recommends")},
           .fix_description = "Leave the recommended packages out"});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3015", "DS-0029"};

constexpr Bad bad[] = {
    {R"(FROM debian:12
RUN apt-get update && «apt-get install» -y curl
)",
     R"(FROM debian:12
RUN apt-get update && apt-get install --no-install-recommends -y curl
)"},
    {R"(FROM debian:12
RUN apt-get update \
 && «apt-get -y install» \
      curl \
 && «aptitude install» -y vim
)",
     R"(FROM debian:12
RUN apt-get update \
 && apt-get -y install --no-install-recommends \
      curl \
 && aptitude install --without-recommends -y vim
)"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n",
    "FROM debian:12\nRUN apt-get -o APT::Install-Recommends=false install -y curl\n",
    "FROM debian:12\nRUN aptitude install -R -y curl\n",
    R"(FROM debian:12
COPY <<EOF /etc/apt/apt.conf.d/99lean
APT::Install-Recommends "false";
EOF
RUN apt-get update && apt-get install -y curl
)",
    "# Asked for by name: a choice, not an oversight.\nFROM debian:12\nRUN apt-get install -y --install-recommends "
    "wine\n",
    "FROM debian:12\nRUN apt-get update && apt-get upgrade -y && apt-get purge -y vim\n",
    "FROM debian:12\nRUN apt-get install -y ${APT_FLAGS} curl\n",
};

constexpr std::string_view references[] = {
    "https://manpages.debian.org/bookworm/apt/apt-get.8.en.html",
    "https://www.debian.org/doc/debian-policy/"
    "ch-relationships.html#binary-dependencies-depends-recommends-suggests-enhances-pre-depends"};

}  // namespace

extern constinit const Rule dockerfile_apt_without_no_install_recommends{
    .id = "dockerfile/apt-without-no-install-recommends",
    .title = "apt installs recommended packages too",
    .help = "Add --no-install-recommends, and name what is needed of the recommended packages",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(`apt-get install` also installs every package that the named ones recommend, and all that those need:
often many times the size of what was asked for, and more to patch.

Add `--no-install-recommends`, or write `APT::Install-Recommends "false";` to a file in `/etc/apt/apt.conf.d` once
(this rule sees that, with a `RUN` or with `COPY <<EOF`).

The fix is unsafe: something may have come in as a recommendation and be needed. The usual one is `ca-certificates`,
which `curl` and `git` only recommend: without it HTTPS fails. Add such packages by name.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules
