// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/sudo.
#include <algorithm>

#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules {
namespace {

bool is_sudo(const shell::Word& word) {
  return word.literal && (word.value == "sudo" || word.value.ends_with("/sudo"));
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      if (call.name != "sudo" && std::ranges::find(call.wrappers, "sudo") == call.wrappers.end()) continue;
      const auto word = std::ranges::find_if(call.command->words, is_sudo);
      if (word == call.command->words.end()) continue;
      out.report({.span = word->span, .message = "sudo in a build: a RUN already has the user that USER gives it"});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3004", "DS-0010", "CKV2_DOCKER_1",
                                        "kics:8ada6e80-0ade-439e-b176-0b28f6bce35a"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN «sudo» apt-get update && «sudo» -E apt-get install -y curl\n"},
    {"FROM debian:12\nRUN echo deb | DEBUG=1 «/usr/bin/sudo» tee /etc/apt/sources.list.d/x.list\n"},
    {"FROM debian:12\nONBUILD RUN [«\"sudo\"», \"make\"]\n"},
    {R"(FROM debian:12
RUN <<EOF
if [ -e /usr/bin/sudo ]; then
  env LANG=C «sudo» make
fi
EOF
)"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get update && apt-get install -y sudo && rm -rf /var/lib/apt/lists/*\n",
    "FROM debian:12\nRUN echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app && usermod -aG sudo app\n",
    "FROM debian:12\nRUN command -v sudo || echo \"no sudo here\"\n",
    "FROM debian:12\nUSER app\nRUN make\nUSER root\nRUN make install # no sudo needed\nUSER app\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/best-practices/#user"};

}  // namespace

extern constinit const Rule dockerfile_sudo{
    .id = "dockerfile/sudo",
    .title = "sudo is used in a RUN",
    .help = "Switch with USER root before the RUN and back after it",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(A `RUN` runs as the user that the last `USER` names, root if none does. `sudo` there is either without
effect or a sign that a user who should have no rights was given them all: the image then carries a set-uid program
and a rule that opens it to whoever breaks into the container. It also has no terminal to ask on, changes the
environment, and does not pass signals on as expected.

Write `USER root` before what needs root, and the other user after it. A program that must step down when the
container starts uses `gosu`, `su-exec` or `setpriv`.

Installing the package or naming it (`apt-get install sudo`, `usermod -aG sudo`) is not this rule's matter.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules
