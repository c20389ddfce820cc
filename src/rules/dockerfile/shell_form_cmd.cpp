// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/shell-form-cmd.
#include <algorithm>
#include <array>
#include <string>

#include "model/dockerfile_stage.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {
namespace {

// Words that are the shell's own, and so cannot be started without it.
constexpr std::array<std::string_view, 22> kShellWords = {
    ".",    "alias", "case", "cd",   "command", "eval", "export", "exit",  "for",   "function", "if",
    "read", "set",   "then", "time", "trap",    "type", "ulimit", "umask", "until", "wait",     "while"};

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

// `server --port 80` as ["server", "--port", "80"]; empty where a shell could read more into it than words.
std::string as_json(std::string_view text) {
  if (text.find_first_not_of(std::string(kPlain) + ", ") != std::string_view::npos) return {};
  const std::string_view program = text.substr(0, text.find(' '));
  if (program.contains('=') || std::ranges::find(kShellWords, program) != kShellWords.end()) return {};
  std::string result;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (!word.empty()) result += (result.empty() ? "[\"" : ", \"") + std::string(word) + '"';
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return result.empty() ? result : result + "]";
}

void report(const dockerfile::File& file, const dockerfile::Instruction& instruction, bool alone, Sink& out) {
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
  if (file.source->slice(arguments) == text && alone) json = json.empty() ? as_json(text) : json;
  if (!json.empty()) {
    report.edits = {{arguments, json}};
    report.fix_description = "Start the program without a shell";
  }
  out.report(std::move(report));
}

void check(const dockerfile::File& file, Sink& out) {
  const std::vector<bool> targets = model::targets(file);
  const std::vector<model::Command> commands = model::commands(file);
  std::vector<bool> done(file.instructions.size());
  for (const dockerfile::Stage& stage : file.stages) {
    if (!targets[stage.index]) continue;
    const auto [entrypoint, cmd] = commands[stage.index];
    for (const dockerfile::Instruction* const each : {entrypoint, cmd}) {
      if (each == nullptr || done[each->index]) continue;
      done[each->index] = true;
      report(file, *each, entrypoint == nullptr || cmd == nullptr, out);
    }
  }
}

constexpr std::string_view aliases[] = {"DL3025", "buildkit:JSONArgsRecommended",
                                        "kics:b86987e1-6397-4619-81d5-8807f2387c79"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«CMD server --port  80»\n", "FROM debian:12\nCMD [\"server\", \"--port\", \"80\"]\n"},
    {"FROM debian:12\n«ENTRYPOINT server»\n«CMD --port 80»\n"},
    {"FROM debian:12\n«CMD server --port $PORT»\n"},
    {"FROM debian:12\n«CMD cd /srv && ./server»\n"},
    {"FROM debian:12\n«CMD ['server', '--port', 80]»\n", "FROM debian:12\nCMD [\"server\", \"--port\", \"80\"]\n"},
    {"FROM debian:12\n«CMD ['server', '$A']»\n"},
    {"FROM debian:12\nCMD [\"a\"]\nFROM debian:12\n«ENTRYPOINT /srv/app»\n",
     "FROM debian:12\nCMD [\"a\"]\nFROM debian:12\nENTRYPOINT [\"/srv/app\"]\n"},
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

extern constinit const Rule dockerfile_shell_form_cmd{
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

The fix, for a `CMD` or `ENTRYPOINT` of plain words that stands alone, and for a list that is nearly JSON, is unsafe: the
program becomes process 1 and has to reap its children; an `ENTRYPOINT` of the base image gets the words of `CMD` as its
arguments; and an `ENTRYPOINT` gets those of `docker run`, which the shell had dropped.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules
