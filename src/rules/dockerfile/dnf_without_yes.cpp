// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/dnf-without-yes.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_dnf_without_yes {
namespace {

using model::PackageAction;
using model::PackageCommand;

bool answers_itself(const PackageCommand& command) {
  return command.line.open || command.line.has({"y", "assumeyes", "assumeno", "downloadonly"}) ||
         std::ranges::any_of(command.line.options, [](const model::Option& option) {
           return option.name == "setopt" && (option.value == "assumeyes=1" || option.value == "assumeyes=True" ||
                                              option.value == "assumeyes=true");
         });
}

void check(const model::Dockerfile& file, Sink& out) {
  const std::vector<bool> configured = model::setting_written(file.tree, file.runs, "assumeyes");
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      const std::optional<PackageCommand> command = model::package_command(call);
      if (!command || command->manager != model::PackageManager::dnf || command->verb == nullptr) continue;
      if (command->action != PackageAction::install && command->action != PackageAction::upgrade &&
          command->action != PackageAction::remove)
        continue;
      if (answers_itself(*command) || call.reads_pipe || configured[run.owner->index]) continue;
      const std::string program(call.name);
      // `dnf group install`: an option may not stand between the two words.
      const bool two_words = command->verb->value == "group" || command->verb->value == "module";
      const shell::Word& verb = two_words ? *command->line.operands.front() : *command->verb;
      out.report(
          {.span = model::span_to(call, *command->verb),
           .message =
               program + " " + command->verb->value + " asks before it goes on, and a build has nobody to answer",
           .edits = {insert_argument(run, verb, "-y")},
           .fix_description = "Add -y",
           .only_aliases = program == "yum"
                               ? std::vector<std::string_view>{"DL3030", "kics:6e19193a-8753-436d-8a09-76dcff91bb03"}
                               : std::vector<std::string_view>{"DL3038", "kics:7ebd323c-31b7-4e5b-b26f-de5e9e477af8"}});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3030", "DL3038", "kics:6e19193a-8753-436d-8a09-76dcff91bb03",
                                        "kics:7ebd323c-31b7-4e5b-b26f-de5e9e477af8"};

constexpr Bad bad[] = {
    {"FROM fedora:41\nRUN «dnf install» curl && «dnf -q upgrade»\n",
     "FROM fedora:41\nRUN dnf install -y curl && dnf -q upgrade -y\n"},
    {"FROM fedora:41\nRUN «dnf group» install 'Development Tools'\n",
     "FROM fedora:41\nRUN dnf group install -y 'Development Tools'\n"},
    {"FROM centos:7\nRUN sudo «yum install» curl\nRUN [«\"yum\", \"remove\"», \"vim\"]\n",
     "FROM centos:7\nRUN sudo yum install -y curl\nRUN [\"yum\", \"remove\", \"-y\", \"vim\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM fedora:41\nRUN dnf install -y curl && dnf -y upgrade && microdnf --assumeyes install tar\n",
    "FROM fedora:41\nRUN dnf --setopt=assumeyes=1 install curl && yes | dnf install tar\n",
    "FROM fedora:41\nRUN echo 'assumeyes=True' >> /etc/dnf/dnf.conf\nRUN dnf install curl\n",
    "FROM fedora:41\nRUN dnf clean all && dnf repolist && notdnf install curl && dnf install $DNF_OPTS curl\n",
};

constexpr std::string_view references[] = {"https://dnf.readthedocs.io/en/latest/command_ref.html#options"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/dnf-without-yes",
    .title = "dnf, microdnf or yum waits for an answer that a build cannot give",
    .help = "Add -y",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(Before it installs, upgrades or removes anything, dnf asks "Is this ok [y/N]". In a build nobody answers,
the default is no, and the command fails with "Operation aborted".

Add `-y`. `--assumeyes`, `--setopt=assumeyes=1`, the same setting written to a configuration file earlier in the
image, and `yes |` are understood. The fix adds `-y` after the verb.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_dnf_without_yes
