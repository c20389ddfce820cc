// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/output-run-as-command.
#include <algorithm>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_output_run_as_command {
namespace {

// They are run for their status; what they write is no command.
constexpr std::string_view answering[] = {"[",    "test",  "grep", "egrep",   "fgrep", "which",      "command", "type",
                                          "true", "false", "cmp",  "diff",    "ping",  "mountpoint", "pgrep",   "mkdir",
                                          "rm",   "cp",    "mv",   "apt-get", "apk",   "id",         "getent"};

// `$(command)` as the whole command.
const shell::Part* run_output(const shell::Command& command) {
  if (command.kind != shell::CommandKind::simple || command.words.size() != 1 || !command.assignments.empty())
    return nullptr;
  const std::vector<shell::Part>& parts = command.words[0].parts;
  return parts.size() == 1 && parts[0].kind == shell::PartKind::command ? &parts[0] : nullptr;
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    const Source& source = *shell.file->source;
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      const shell::Part* const part = run_output(command);
      if (part == nullptr || part->script == nullptr || part->script->items.size() != 1) return;
      const shell::Pipeline& inner = part->script->items[0].pipeline;
      if (inner.commands.empty()) return;
      const shell::Invocation call = shell::invocation(inner.commands.back());
      const bool test = inner.commands.back().kind == shell::CommandKind::test;
      if (!test && std::ranges::find(answering, call.name) == std::end(answering)) return;
      Report report{.span = part->span,
                    .message = "What " + std::string(test ? "[[" : call.name) + " writes is run as a command here"};
      const std::string_view written = source.slice(part->span);
      if (place.editable && written.starts_with("$(") && written.ends_with(')') && inner.commands.size() == 1) {
        report.edits = {{{part->span.begin, inner.span.begin}, {}}, {{inner.span.end, part->span.end}, {}}};
        report.fix_description = "Take $(…) away";
        for (const Edit& edit : report.edits)
          if (!replace_in_shell(shell, place, edit.span, {})) report.edits.clear();
        if (report.edits.empty()) report.fix_description.clear();
      }
      out.report(std::move(report));
    });
  }
}

constexpr std::string_view aliases[] = {"SC2091"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN if «$(grep -q x /etc/passwd)»; then make; fi\n",
     "FROM debian:12\nRUN if grep -q x /etc/passwd; then make; fi\n"},
    {"FROM debian:12\nRUN «$( which curl )» || apt-get install -y curl\n",
     "FROM debian:12\nRUN which curl || apt-get install -y curl\n"},
    // No fix: between backquotes, in a pipeline.
    {"FROM debian:12\nRUN while «`grep -q x log`»; do sleep 1; done; «$(ps | grep x)» && ls\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN if grep -q x /etc/passwd; then make; fi; X=$(grep x y) && \"$(which python3)\" -V\n",
    "FROM debian:12\nRUN $(which python3) -m venv /v; $(curl -fsS https://example.com/x) && $(go env GOROOT)/x\n",
    "FROM debian:12\nRUN $(docker-machine env) && eval $(ssh-agent)\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2091"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/output-run-as-command",
    .title = "The output of a command is run as a command",
    .help = "Take the $(…) away: the command itself is the condition",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(`if $(grep x file)` runs grep, and then what grep wrote, as a command. It works by accident as long as nothing is
written; else the condition is a `not found` error, or whatever the text happens to start.

Write the command itself: `if grep -q x file`.

Reported where the command inside is one that is run for its answer (`grep`, `which`, `[`, …). One that writes a
command on purpose (`$(docker-machine env)`) is left alone.

The fix takes `$(` and `)` away. It is unsafe: the outcome may differ from what it was by accident.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_output_run_as_command
