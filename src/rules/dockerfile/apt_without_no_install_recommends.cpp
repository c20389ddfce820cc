// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apt-without-no-install-recommends.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_apt_without_no_install_recommends {
namespace {

// They recommend ca-certificates, without which HTTPS fails.
constexpr std::string_view clients[] = {"curl", "wget", "git", "aria2", "lynx"};

bool names_certificates(const model::Dockerfile& file) {
  return std::ranges::any_of(file.runs, [](const model::Run& run) {
    return run.instruction->arguments.text().find("ca-certificates") != std::string_view::npos;
  });
}

std::vector<Edit> edits(const model::Run& run, const model::Call& call, const model::PackageCommand& command,
                        bool with_certificates) {
  const bool aptitude = call.name == "aptitude";
  std::vector<Edit> result = {
      insert_argument(run, *command.verb, aptitude ? "--without-recommends" : "--no-install-recommends")};
  const auto client = std::ranges::find_if(command.line.operands, [](const shell::Word* word) {
    const std::string_view package = word->value;
    return std::ranges::find(clients, package.substr(0, package.find('='))) != std::end(clients);
  });
  if (with_certificates && client != command.line.operands.end())
    result.push_back(insert_argument(run, **client, "ca-certificates"));
  return result;
}

void check(const model::Dockerfile& file, Sink& out) {
  const bool has_certificates = names_certificates(file);
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
      out.report({.span = model::span_to(call, *command->verb),
                  .message = "This also installs what the packages only recommend",
                  .edits = edits(run, call, *command, !has_certificates),
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
RUN apt-get update && apt-get install --no-install-recommends -y curl ca-certificates
)"},
    {"FROM debian:12\nRUN apt-get update && «apt-get install» -y curl ca-certificates && «apt-get install» -y vim\n",
     "FROM debian:12\nRUN apt-get update && apt-get install --no-install-recommends -y curl ca-certificates && apt-get "
     "install --no-install-recommends -y vim\n"},
    {R"(FROM debian:12
RUN apt-get update \
 && «apt-get -y install» \
      curl \
 && «aptitude install» -y vim
)",
     R"(FROM debian:12
RUN apt-get update \
 && apt-get -y install --no-install-recommends \
      curl ca-certificates \
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

extern constinit const Rule rule{
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

The fix is unsafe: something may have come in as a recommendation and be needed. Add such packages by name. The usual
one is `ca-certificates`, which `curl`, `wget` and `git` only recommend and without which HTTPS fails: the fix adds it
beside them, unless the file names it.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_apt_without_no_install_recommends
