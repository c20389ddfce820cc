// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apt-get-without-yes.
#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_apt_get_without_yes {
namespace {

using model::PackageAction;
using model::PackageCommand;

bool answers_itself(const PackageCommand& command) {
  int quiet = 0;
  for (const model::Option& option : command.line.options) {
    if (option.name == "q" || option.name == "quiet") quiet += option.value.empty() ? 1 : option.value >= "2" ? 2 : 1;
  }
  return quiet >= 2 || command.line.open || model::has_apt_setting(command, "Assume-Yes", true) ||
         command.line.has({"y", "yes", "assume-yes", "assume-no", "trivial-only", "s", "simulate", "just-print",
                           "dry-run", "recon", "no-act", "print-uris"});
}

bool is_answered(const model::Call& call) {  // yes | apt-get install …
  if (call.reads_pipe) return true;
  for (const shell::Redirection& redirection : call.command->redirections) {
    if (redirection.op.starts_with('<')) return true;
  }
  return false;
}

void check(const model::Dockerfile& file, Sink& out) {
  const std::vector<bool> configured = model::setting_written(file.tree, file.runs, "Assume-Yes");
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      const std::optional<PackageCommand> command = model::package_command(call);
      if (!command || command->manager != model::PackageManager::apt) continue;
      if (command->action != PackageAction::install && command->action != PackageAction::upgrade &&
          command->action != PackageAction::remove) {
        continue;
      }
      if (answers_itself(*command) || is_answered(call) || configured[run.owner->index]) continue;
      out.report({.span = model::span_to(call, *command->verb),
                  .message = std::string(call.name) + " " + command->verb->value +
                             " asks before it goes on, and a build has nobody to answer",
                  .edits = {insert_argument(run, *command->verb, "-y")},
                  .fix_description = "Add -y"});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3014", "DS-0021", "kics:77783205-c4ca-4f80-bb80-c777f267c547"};

constexpr Bad bad[] = {
    {R"(FROM debian:12
RUN apt-get update && «apt-get install» --no-install-recommends curl
)",
     R"(FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends curl
)"},
    {R"(FROM debian:12
ENV DEBIAN_FRONTEND=noninteractive
RUN set -eux; \
    apt-get -q update; \
    # the quiet of one -q asks all the same
    «apt-get -q upgrade»; \
    env LANG=C «apt-get -o Acquire::Retries=3 install» git
)",
     R"(FROM debian:12
ENV DEBIAN_FRONTEND=noninteractive
RUN set -eux; \
    apt-get -q update; \
    # the quiet of one -q asks all the same
    apt-get -q upgrade -y; \
    env LANG=C apt-get -o Acquire::Retries=3 install -y git
)"},
    {R"(FROM debian:12
ONBUILD RUN ["apt-get", "update"]
RUN [«"apt-get", "install"», "curl"]
)",
     R"(FROM debian:12
ONBUILD RUN ["apt-get", "update"]
RUN ["apt-get", "install", "-y", "curl"]
)"},
    {R"(FROM debian:12
RUN <<EOF
apt-get update
bash -c '«apt-get purge» vim'
EOF
)",
     R"(FROM debian:12
RUN <<EOF
apt-get update
bash -c 'apt-get purge -y vim'
EOF
)"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get update && apt-get install -qy curl && apt-get -y purge vim\n",
    "FROM debian:12\nRUN apt-get -qq install curl && apt-get -q=2 install git && apt-get install jq --assume-yes\n",
    "FROM debian:12\nRUN apt-get -o APT::Get::Assume-Yes=true install curl\n",
    R"(FROM debian:12 AS base
RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes
FROM base
RUN apt-get install curl
)",
    "FROM debian:12\nRUN yes | apt-get install curl\n",
    "FROM debian:12\nARG APT_OPTS=-y\nRUN apt-get install $APT_OPTS curl && apt-get $VERB curl\n",
    "FROM debian:12\nRUN apt-get update && apt-get clean && echo apt-get install curl\n",
};

constexpr std::string_view references[] = {"https://manpages.debian.org/bookworm/apt/apt-get.8.en.html"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/apt-get-without-yes",
    .title = "apt-get waits for an answer that a build cannot give",
    .help = "Add -y",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`apt-get install`, `upgrade`, `remove` and their like ask for confirmation as soon as they would touch
more than what was named. In a build nobody answers: apt-get reads the end of its input, takes it as a no and fails
with "Abort".

Add `-y`. `DEBIAN_FRONTEND=noninteractive` does not replace it: that is for the questions of packages, not for apt's
own.

`-qq`, `-q=2`, `--assume-yes`, `-o APT::Get::Assume-Yes=true`, the same setting written to `/etc/apt/apt.conf.d`
earlier in the image, and an answer on standard input (`yes |`) are all understood. The fix adds `-y` after the
verb.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_apt_get_without_yes
