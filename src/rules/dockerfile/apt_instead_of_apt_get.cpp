// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apt-instead-of-apt-get.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_apt_instead_of_apt_get {
namespace {

// The verbs that do the same in apt-get.
constexpr std::string_view same[] = {"update",    "install",  "reinstall", "remove",    "purge", "autoremove",
                                     "build-dep", "download", "clean",     "autoclean", "source"};

// `apt upgrade` also installs new packages that an upgrade needs.
constexpr std::string_view with_new = "--with-new-pkgs";

// Without docker-clean, apt-get keeps what it downloads, and apt does not.
bool is_docker_clean_gone(const model::Dockerfile& file) {
  return std::ranges::any_of(file.runs, [](const model::Run& run) {
    return run.instruction->arguments.text().find("docker-clean") != std::string_view::npos;
  });
}

std::vector<Edit> edits(const model::Run& run, const model::Call& call, bool keeps_packages) {
  const std::optional<model::PackageCommand> command = model::package_command(call);
  const std::string_view word = run.file->source->slice(call.word->span);
  const std::size_t at = word.rfind("apt");  // also of "/usr/bin/apt", in quotes
  if (!command || command->verb == nullptr || at == std::string_view::npos || word.size() - at > 4) return {};
  if (keeps_packages &&
      (command->action == model::PackageAction::install || command->action == model::PackageAction::upgrade))
    return {};
  const std::uint32_t end = call.word->span.begin + static_cast<std::uint32_t>(at) + 3;
  const Edit name{{end, end}, "-get"};
  if (std::ranges::find(same, command->verb->value) != std::end(same)) return {name};
  if (command->verb->value != "upgrade") return {};
  if (command->line.has({"with-new-pkgs", "without-new-pkgs", "no-with-new-pkgs"})) return {name};
  return {name, insert_argument(run, *command->verb, with_new)};
}

void check(const model::Dockerfile& file, Sink& out) {
  const bool keeps_packages = is_docker_clean_gone(file);
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      if (call.name != "apt") continue;
      Report report{.span = call.word->span,
                    .message = "apt is made for people: its options and output change between releases"};
      report.edits = edits(run, call, keeps_packages);
      if (!report.edits.empty()) report.fix_description = "Use apt-get";
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
    {"FROM debian:12\nRUN «apt» upgrade -y && «/usr/bin/apt» clean\n",
     "FROM debian:12\nRUN apt-get upgrade --with-new-pkgs -y && /usr/bin/apt-get clean\n"},
    {"FROM debian:12\nRUN [«\"apt\"», \"update\"]\n", "FROM debian:12\nRUN [\"apt-get\", \"update\"]\n"},
    // No fix: apt-get has no such verb, or it is not known.
    {"FROM debian:12\nRUN «apt» list --installed && «apt» $VERB curl\n"},
    // No fix for the install: apt-get would keep the packages.
    {"FROM debian:12\nRUN rm /etc/apt/apt.conf.d/docker-clean && apt-get update && «apt» install -y curl\n"},
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

extern constinit const Rule rule{
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
The fix is offered for the verbs that do the same in both, and writes `apt upgrade` as `apt-get upgrade
--with-new-pkgs`, since apt's also installs new packages. Where the setting that removes downloaded packages was taken
away (`docker-clean`), apt-get keeps them and apt does not: then it is not offered for what installs.

Only the command itself counts: a path, a package or a word that is called apt does not.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_apt_instead_of_apt_get
