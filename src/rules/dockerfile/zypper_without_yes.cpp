// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/zypper-without-yes.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_zypper_without_yes {
namespace {

using model::PackageAction;
using model::PackageCommand;

// `-n` means --non-interactive before the verb alone; after `install` it is --name.
bool answers_itself(const PackageCommand& command) {
  return command.line.open || command.line.has({"y", "no-confirm", "non-interactive", "D", "dry-run"}) ||
         std::ranges::any_of(command.line.options, [&](const model::Option& option) {
           return option.name == "n" && option.word->span.begin < command.verb->span.begin;
         });
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      const std::optional<PackageCommand> command = model::package_command(call);
      if (!command || command->manager != model::PackageManager::zypper || command->verb == nullptr) continue;
      if (command->action != PackageAction::install && command->action != PackageAction::upgrade &&
          command->action != PackageAction::remove)
        continue;
      if (answers_itself(*command) || call.reads_pipe) continue;
      out.report(
          {.span = model::span_to(call, *command->verb),
           .message = "zypper " + command->verb->value + " asks before it goes on, and a build has nobody to answer",
           .edits = {insert_argument(run, *call.word, "--non-interactive")},
           .fix_description = "Add --non-interactive"});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3034", "kics:45e1fca5-f90e-465d-825f-c2cb63fa3944"};

constexpr Bad bad[] = {
    {"FROM opensuse/leap:15.6\nRUN «zypper install» curl && «zypper --quiet dup»\n",
     "FROM opensuse/leap:15.6\nRUN zypper --non-interactive install curl && zypper --non-interactive --quiet dup\n"},
    {"FROM opensuse/leap:15.6\nRUN «zypper install» -n curl\n",
     "FROM opensuse/leap:15.6\nRUN zypper --non-interactive install -n curl\n"},
};

constexpr std::string_view good[] = {
    "FROM opensuse/leap:15.6\nRUN zypper -n install curl && zypper --non-interactive dup && zypper -qn rm vim\n",
    "FROM opensuse/leap:15.6\nRUN zypper install -y curl && zypper in --no-confirm git\n",
    "FROM opensuse/leap:15.6\nRUN zypper refresh && zypper clean && zypper se curl && zypper in $ZYPPER_FLAGS curl\n",
};

constexpr std::string_view references[] = {"https://manpages.opensuse.org/Tumbleweed/zypper/zypper.8.en.html"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/zypper-without-yes",
    .title = "zypper waits for an answer that a build cannot give",
    .help = "Add --non-interactive before the command's verb",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs = R"(zypper asks before it installs, updates or removes. In a build nobody answers, and it gives up.

Use the global option `--non-interactive` (`-n`), which stands before the verb: `zypper -n install curl`. `install
-y` and `--no-confirm` do as well. `zypper install -n` does not: there `-n` is `--name`. Other tools take it for the
global option.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_zypper_without_yes
