// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/sudo.
#include <algorithm>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_layers.h"
#include "model/dockerfile_stage.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_sudo {
namespace {

bool is_sudo(const shell::Word& word) {
  return word.literal && (word.value == "sudo" || word.value.ends_with("/sudo"));
}

// Words that are the shell's own: a program of that name, which sudo starts, is not the same.
constexpr std::string_view shell_words[] = {".",    "alias", "cd",   "command", "eval",  "exec",  "exit", "export",
                                            "read", "set",   "time", "trap",    "umask", "unset", "wait", "source"};
// The options without which root runs the command as well.
constexpr std::string_view idle_options[] = {"-E", "-n", "-H", "-EH", "-HE", "-nE", "-En", "-nH", "-Hn", "--"};

struct Removal {
  std::optional<Edit> edit;
  bool has_options = false;
};

// Takes sudo away, up to the command that it runs.
Removal remove_sudo(const model::Run& run, const shell::Command& command, const shell::Word& sudo) {
  Removal removal;
  const shell::Word* const end = command.words.data() + command.words.size();
  for (const shell::Word* next = &sudo + 1; next != end; ++next) {
    if (!next->literal) return {};
    if (std::ranges::find(idle_options, next->value) != std::end(idle_options)) {
      removal.has_options = true;
      continue;
    }
    const bool plain = !next->value.empty() && next->value[0] != '-' && next->value.find('=') == std::string::npos &&
                       std::ranges::find(shell_words, next->value) == std::end(shell_words);
    if (plain) removal.edit = remove_words(run, sudo, *next);
    return removal;
  }
  return {};
}

// By instruction: true where a variable is set that sudo may keep from the command.
std::vector<bool> has_environment(const dockerfile::File& file) {
  std::vector<bool> marks(file.instructions.size());
  for (const dockerfile::Instruction& each : file.instructions)
    marks[each.index] = each.kind == dockerfile::Kind::env || each.kind == dockerfile::Kind::arg;
  for (const dockerfile::Stage& stage : file.stages) {
    const facts::BaseImage* const facts = model::base(file, stage).facts;
    const bool none = facts != nullptr && facts->verified && facts->env_complete && facts->env.empty();
    if (!none && !stage.base && !stage.instructions.empty()) marks[stage.instructions.front()] = true;
  }
  return model::marked_before(file, std::move(marks));
}

bool sets_variables(const model::Run& run) {
  return std::ranges::any_of(run.calls, [](const model::Call& call) {
    return call.name == "export" || call.name == "source" || call.name == "." || !call.command->assignments.empty();
  });
}

void check(const model::Dockerfile& file, Sink& out) {
  const std::vector<model::Answer> as_root = model::runs_as_root(file.tree);
  const std::vector<bool> environment = has_environment(file.tree);
  for (const model::Run& run : file.runs) {
    const bool variables = environment[run.owner->index] || sets_variables(run);
    for (const model::Call& call : run.calls) {
      if (call.name != "sudo" && std::ranges::find(call.wrappers, "sudo") == call.wrappers.end()) continue;
      const auto word = std::ranges::find_if(call.command->words, is_sudo);
      if (word == call.command->words.end()) continue;
      Report report{.span = word->span, .message = "sudo in a build: a RUN already has the user that USER gives it"};
      if (run.owner == run.instruction && as_root[run.owner->index] == model::Answer::yes) {
        const Removal removal = remove_sudo(run, *call.command, *word);
        if (removal.edit) {
          report.edits = {*removal.edit};
          report.fix_description = "Drop sudo, since the step runs as root";
          const bool alike = !removal.has_options && !variables;
          report.fix = alike ? Fix::safe : Fix::unsafe;
        }
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3004", "DS-0010", "CKV2_DOCKER_1",
                                        "kics:8ada6e80-0ade-439e-b176-0b28f6bce35a"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN «sudo» apt-get update && «sudo» -E apt-get install -y curl\n",
     "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n"},
    {"FROM debian:12\nRUN echo deb | DEBUG=1 «/usr/bin/sudo» tee /etc/apt/sources.list.d/x.list\n",
     "FROM debian:12\nRUN echo deb | DEBUG=1 tee /etc/apt/sources.list.d/x.list\n"},
    {"FROM debian:12\nUSER app\nRUN make\nUSER root\nRUN [«\"sudo\"», \"make\", \"install\"]\n",
     "FROM debian:12\nUSER app\nRUN make\nUSER root\nRUN [\"make\", \"install\"]\n"},
    {"FROM debian:12\nRUN true \\\n # why\n && «sudo» \\\n      make\n",
     "FROM debian:12\nRUN true \\\n # why\n && make\n"},
    // No fix: another user asks, or is asked for; nobody knows who runs it; the shell's own word; a comment between.
    {"FROM debian:12\nUSER app\nRUN «sudo» make\n"},
    {"FROM debian:12\nRUN «sudo» -u app make && «sudo» A=1 make && «sudo» $TOOL && «sudo» cd /srv\n"},
    {"FROM registry.example.com/ci:1\nRUN «sudo» make\n"},
    {"FROM debian:12\nRUN «sudo» \\\n # why\n make\n"},
    {"FROM debian:12\nONBUILD RUN [«\"sudo\"», \"make\"]\n"},
    {R"(FROM debian:12
RUN <<EOF
if [ -e /usr/bin/sudo ]; then
  env LANG=C «sudo» make
fi
EOF
)",
     R"(FROM debian:12
RUN <<EOF
if [ -e /usr/bin/sudo ]; then
  env LANG=C make
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

extern constinit const Rule rule{
    .id = "dockerfile/sudo",
    .title = "sudo is used in a RUN",
    .help = "Switch with USER root before the RUN and back after it",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(A `RUN` runs as the user that the last `USER` names, root if none does. `sudo` there is either without
effect or a sign that a user who should have no rights was given them all: the image then carries a set-uid program
and a rule that opens it to whoever breaks into the container. It also has no terminal to ask on, changes the
environment, and does not pass signals on as expected.

Write `USER root` before what needs root, and the other user after it. A program that must step down when the
container starts uses `gosu`, `su-exec` or `setpriv`.

The fix takes `sudo` away where the step is known to run as root, by a `USER` of the file or as the default of the base
image, and leaves the package. It is unsafe where the file or the image sets variables or `sudo` has options: sudo keeps
most variables from the command and gives it a `PATH` of its own. It is not offered for a command that is to run as
somebody else (`-u`).

Installing the package or naming it (`apt-get install sudo`, `usermod -aG sudo`) is not this rule's matter.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_sudo
