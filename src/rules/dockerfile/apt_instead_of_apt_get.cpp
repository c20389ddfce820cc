// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apt-instead-of-apt-get.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/rule.h"

namespace s1::rules {
namespace {

// The verbs that do the same in apt-get. (`upgrade` does not: apt's also installs new packages.)
constexpr std::string_view same[] = {"update", "install",    "reinstall", "remove",
                                     "purge",  "autoremove", "build-dep", "download"};

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      if (call.name != "apt") continue;
      Report report{.span = call.word->span,
                    .message = "apt is made for people: its options and output change between releases"};
      const std::optional<model::PackageCommand> command = model::package_command(call);
      const bool plain = !run.exec_form && call.word->span.size() == 3;
      if (plain && command && command->verb != nullptr &&
          std::ranges::find(same, command->verb->value) != std::end(same)) {
        report.edits = {{call.word->span, "apt-get"}};
        report.fix_description = "Use apt-get";
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3027", "CKV_DOCKER_9", "kics:b84a0b47-2e99-4c9f-8933-98bcabe2b94d"};

constexpr Bad bad[] = {
    {R"(FROM debian:12
RUN «apt» update && DEBIAN_FRONTEND=noninteractive «apt» install -y curl
)",
     R"(FROM debian:12
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y curl
)"},
    {"FROM debian:12\nRUN «apt» upgrade -y && «/usr/bin/apt» list --installed\n"},
    {"FROM debian:12\nRUN [«\"apt\"», \"update\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get update && apt-get install -y curl && apt-cache policy curl\n",
    "FROM debian:12\nRUN rm -rf /var/lib/apt && mkdir apt && echo apt install curl\n",
    "FROM debian:12\nRUN apt-get install -y \\\n      apt \\\n      curl\n",
    "FROM debian:12\nRUN curl -sf https://example.com/apt/key.gpg | apt-key add -\n",
};

constexpr std::string_view references[] = {
    "https://manpages.debian.org/bookworm/apt/apt.8.en.html#SCRIPT_USAGE_AND_DIFFERENCES_FROM_OTHER_APT_TOOLS"};

}  // namespace

extern constinit const Rule dockerfile_apt_instead_of_apt_get{
    .id = "dockerfile/apt-instead-of-apt-get",
    .title = "apt is used in a script",
    .help = "Use apt-get, or apt-cache for queries",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`apt` is the tool for people at a terminal. Its manual says that its behaviour may change between
releases, and it warns so on every use in a script: "apt does not have a stable CLI interface". `apt-get` and
`apt-cache` keep theirs.

Use `apt-get` for `install`, `update`, `remove` and their like, and `apt-cache` for `search`, `show` and `policy`.
The fix is offered for the verbs that do the same in both; `apt upgrade` also installs new packages, which `apt-get
upgrade` does only with `--with-new-pkgs`.

Only the command itself counts: a path, a package or a word that is called apt does not.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules
