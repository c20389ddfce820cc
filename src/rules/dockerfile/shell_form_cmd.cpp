// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/shell-form-cmd.
#include <algorithm>
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/surroundings.h"
#include "rules/hands_over.h"
#include "rules/plain_words.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_shell_form_cmd {
namespace {

constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-:=@%+";

// `['server', '--port', 80]`, which is no JSON, as it was meant; empty where that is not plain.
std::string as_repaired_json(std::string_view text) {
  if (!text.starts_with('[') || !text.ends_with(']')) return {};
  text = text.substr(1, text.size() - 2);
  std::string result;
  while (!text.empty()) {
    std::string_view word = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (word.size() > 2 && (word.front() == '\'' || word.front() == '"') && word.front() == word.back())
      word = word.substr(1, word.size() - 2);
    if (word.empty() || word.find_first_not_of(kPlain) != std::string_view::npos) return {};
    result += (result.empty() ? "[\"" : ", \"") + std::string(word) + '"';
  }
  return result.empty() ? result : result + "]";
}

// The other of CMD and ENTRYPOINT, where both are set, and whether it lets this one be an array.
struct Company {
  bool allows = true;   // the arguments may be given one by one
  bool is_safe = true;  // and it makes no difference but that the shell is gone
};

Company company(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                const dockerfile::Instruction& instruction, const model::Command& command) {
  const bool is_cmd = instruction.kind == dockerfile::Kind::cmd;
  if (command.entrypoint != nullptr && command.cmd != nullptr) {
    const bool wrapped = is_cmd && hands_over(file, around, stage, *command.entrypoint);
    return {wrapped, wrapped};
  }
  // `docker run image arguments` begins to reach an ENTRYPOINT that was a shell's.
  if (!is_cmd) return {true, false};
  return {true, base_hands_over(model::base(file.tree, stage))};
}

void report(const dockerfile::File& file, const dockerfile::Instruction& instruction, Company company, Sink& out) {
  if (instruction.form == dockerfile::Form::json || instruction.shell >= 0) return;
  const dockerfile::ShellKind shell = shell_kind(file, instruction);
  if (shell == dockerfile::ShellKind::cmd || shell == dockerfile::ShellKind::powershell) return;
  const std::string_view text = instruction.arguments.text();
  if (text.empty() || text.starts_with("exec ")) return;
  const std::string name(dockerfile::name(instruction.kind));
  Report report{.span = instruction.header,
                .message = name + " runs its program under a shell, which does not pass signals on to it"};
  if (text.starts_with('['))
    report.message = name + " looks like a JSON array but is none, so a shell gets it as it is";
  const Span arguments = instruction.arguments.to_file(Span{0, static_cast<std::uint32_t>(text.size())});
  std::string json;
  if (file.source->slice(arguments) == text) json = as_repaired_json(text);
  if (!json.empty()) {
    report.fix = Fix::unsafe;
  } else if (file.source->slice(arguments) == text && company.allows) {
    json = as_exec_form(text);
    report.fix = company.is_safe ? Fix::safe : Fix::unsafe;
  }
  if (!json.empty()) {
    report.edits = {{arguments, json}};
    report.fix_description = "Start the program without a shell";
  }
  out.report(std::move(report));
}

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  const dockerfile::File& file = dockerfile.tree;
  const std::vector<bool> targets = model::targets(file);
  const std::vector<model::Command> commands = model::commands(file);
  std::vector<bool> done(file.instructions.size());
  for (const dockerfile::Stage& stage : file.stages) {
    if (!targets[stage.index]) continue;
    const model::Command& command = commands[stage.index];
    for (const dockerfile::Instruction* const each : {command.entrypoint, command.cmd}) {
      if (each == nullptr || done[each->index]) continue;
      done[each->index] = true;
      report(file, *each, company(dockerfile, around, stage, *each, command), out);
    }
  }
}

constexpr std::string_view aliases[] = {"DL3025", "buildkit:JSONArgsRecommended",
                                        "kics:b86987e1-6397-4619-81d5-8807f2387c79"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«CMD server --port  80»\n", "FROM debian:12\nCMD [\"server\", \"--port\", \"80\"]\n"},
    {"FROM debian:12\n«ENTRYPOINT server»\n«CMD serve»\n"},
    {"FROM debian:12\n«CMD server --port $PORT»\n"},
    {"FROM debian:12\n«CMD cd /srv && ./server»\n"},
    {"FROM debian:12\n«CMD ['server', '--port', 80]»\n", "FROM debian:12\nCMD [\"server\", \"--port\", \"80\"]\n"},
    {"FROM debian:12\n«CMD ['server', '$A']»\n"},
    {"FROM debian:12\nCMD [\"a\"]\nFROM debian:12\n«ENTRYPOINT /srv/app»\n",
     "FROM debian:12\nCMD [\"a\"]\nFROM debian:12\nENTRYPOINT [\"/srv/app\"]\n"},
    // An ENTRYPOINT that hands over to what it is given, whatever that is; and one that looks at it.
    {R"(--- Dockerfile ---
FROM debian:12
COPY entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
«CMD server --port 80»
--- entrypoint.sh ---
#!/bin/sh
set -e
mkdir -p /run/server
exec "$@"
)",
     R"(--- Dockerfile ---
FROM debian:12
COPY entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
CMD ["server", "--port", "80"]
)"},
    {R"(--- Dockerfile ---
FROM debian:12
COPY entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
«CMD server»
--- entrypoint.sh ---
#!/bin/sh
if [ "$1" = server ]; then migrate; fi
exec "$@"
)"},
    // What a stage has from the one that it is FROM.
    {"FROM debian:12 AS base\n«CMD server $PORT»\nFROM base\nCOPY . .\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nCMD [\"server\", \"--port\", \"80\"]\n",
    "FROM debian:12\nCMD exec server --port $PORT\n",
    "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nCMD server | tee /var/log/server\n",
    "FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\nCMD [\"server\"]\n",
    // What does not run: a builder's, and what a later ENTRYPOINT drops.
    "FROM golang:1.25 AS build\nCMD go build\nFROM debian:12\nCOPY --from=build /app /app\nCMD [\"/app\"]\n",
    "FROM debian:12 AS base\nCMD server\nFROM base\nENTRYPOINT [\"/app\"]\n",
    "FROM mcr.microsoft.com/windows/servercore:ltsc2025\nCMD server.exe\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#shell-and-exec-form",
                                           "https://docs.docker.com/reference/build-checks/json-args-recommended/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/shell-form-cmd",
    .title = "CMD or ENTRYPOINT is not a JSON array",
    .help = "Write a JSON array, CMD [\"program\", \"argument\"]; where a shell is needed, begin with exec",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(`CMD server --port 80` starts `/bin/sh -c "server --port 80"`. The shell has process id 1 and does not pass on the
signal that ends a container, so the program is killed after the time allowed instead of ending in order. An image
without a shell cannot run it at all, and a shell-form `ENTRYPOINT` ignores `CMD` and the arguments of `docker run`.

Write a JSON array, with double quotes: `CMD ["server", "--port", "80"]`. Where variables or pipes need a shell, let it
hand over: `CMD exec server --port "$PORT"`.

Only what takes effect is reported: not the `CMD` of a builder, not one that a later `ENTRYPOINT` drops. Where the file
sets `SHELL`, a shell is wanted; where `exec` comes first, signals arrive. Windows images are left alone.

The fix is made for plain words, and for a list that is nearly JSON. bash and BusyBox replace themselves with the one
command that they have to run: nothing changes. dash (Debian, Ubuntu) waits for it, and as process 1 never hears the
signal that ends a container. One thing is lost there: Ctrl+C at the terminal of `docker run -t` reached the program
beside the shell; as process 1 it needs a handler for it, which a plain Node.js server has not (`docker run --init`).

The fix is safe for a `CMD` where no `ENTRYPOINT` gets its words: none is set and the
base image is known to have none or one that only ends in `exec "$@"`, or it is a script of the build context that does the same. Elsewhere
it is unsafe: an `ENTRYPOINT` of the base image gets the words of `CMD` as its arguments, an `ENTRYPOINT` those of
`docker run`, which the shell had dropped, and what was meant by a broken list is a guess.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_shell_form_cmd
