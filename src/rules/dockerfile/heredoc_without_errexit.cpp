// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/heredoc-without-errexit.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "rules/dockerfile_edits.h"
#include "rules/heredoc_script.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "syntax/shell/ast.h"

namespace s1::rules::dockerfile_heredoc_without_errexit {
namespace {

// Those that say something by their status, or fail where what they are to do is done already.
constexpr std::array<std::string_view, 27> kMayFail = {
    "grep",  "egrep",  "fgrep",   "test",     "[",    "diff",   "cmp",         "which",   "command",
    "expr",  "let",    "kill",    "pkill",    "id",   "getent", "type",        "userdel", "groupdel",
    "false", "source", "deluser", "delgroup", "read", "wait",   "update-rc.d", "service", "systemctl",
};

bool may_fail(const shell::Command& command) {
  if (command.kind == shell::CommandKind::test || command.kind == shell::CommandKind::arithmetic) return true;
  const shell::Invocation call = shell::invocation(command);
  if (std::ranges::find(kMayFail, call.name) != kMayFail.end() || call.name == ".") return true;
  if (call.name == "mkdir") return !call.has_option("parents", 'p');
  if (call.name == "rm" || call.name == "ln") return !call.has_option("force", 'f');
  return false;
}

// Nothing that a script does after a failure as a matter of course.
bool takes_errexit(const model::ShellScript& shell, Rewrite& rewrite) {
  const dockerfile::Heredoc& heredoc = shell.instruction->heredocs.front();
  if (shell.file->source->slice(heredoc.body).contains("$?"))
    return rewrite.refuse(heredoc.opener, "the script asks whether a command failed");
  for (const shell::Item& item : shell.script->items) {
    for (const shell::Command& command : item.pipeline.commands)
      if (command.kind != shell::CommandKind::simple)
        return rewrite.refuse(command.span, "whether all in this may stop the script is not known");
    if (item.pipeline.negated) return rewrite.refuse(item.pipeline.span, "this fails where its command works");
  }
  const shell::Command* failing = nullptr;
  shell::for_each_command(*shell.script, [&](const shell::Command& command) {
    if (failing == nullptr && may_fail(command)) failing = &command;
  });
  if (failing != nullptr) {
    const std::string name(shell::invocation(*failing).name);
    return rewrite.refuse(failing->span, (name.empty() ? "this condition" : name) + " may fail without harm");
  }
  rewrite.checked.emplace_back("no command of the script is one that may fail without harm");
  return true;
}

void add_errexit(const model::ShellScript& shell, Rewrite& rewrite) {
  const Source& source = *shell.file->source;
  const Span body = shell.instruction->heredocs.front().body;
  std::string_view text = source.slice(body);
  std::uint32_t at = body.begin;
  if (text.substr(std::min(text.find_first_not_of('\t'), text.size())).starts_with("#!")) {
    const std::size_t line = text.find('\n') + 1;
    at += static_cast<std::uint32_t>(line);
    text.remove_prefix(line);
  }
  const std::size_t indent = text.find_first_not_of(" \t");
  std::string line(text.substr(0, indent == std::string_view::npos ? 0 : indent));
  line.append("set -e").append(line_end_at(source, at));
  rewrite.edits.push_back({{at, at}, std::move(line)});
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    const shell::Item* const passed_over = shell.instruction == shell.owner ? first_unchecked(shell) : nullptr;
    if (passed_over == nullptr) continue;
    const dockerfile::Heredoc& heredoc = shell.instruction->heredocs.front();
    Report report{.span = heredoc.opener,
                  .message = "The script goes on where a command fails: without set -e only its last one counts"};
    report.related.push_back({passed_over->pipeline.span, "a failure of this is passed over"});
    Rewrite rewrite;
    if (takes_errexit(shell, rewrite)) add_errexit(shell, rewrite);
    std::move(rewrite).offer(report, "Begin with set -e");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN «<<EOF»\napt-get update\napt-get install -y git\nEOF\n",
     "FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y git\nEOF\n"},
    {"FROM debian:12\nRUN --network=none «<<-EOF»\n\t#!/bin/bash\n\tcd /src\n\tmake && make install\n\tEOF\n",
     "FROM debian:12\nRUN --network=none <<-EOF\n\t#!/bin/bash\n\tset -e\n\tcd /src\n\tmake && make install\n\tEOF\n"},
    // No fix: a command may fail as a matter of course, or is asked whether it did.
    {"FROM debian:12\nRUN «<<EOF»\nmkdir /srv\nmake\nEOF\n"},
    {"FROM debian:12\nRUN «<<EOF»\nmake\ngrep -q a /etc/b && c\nd\nEOF\n"},
    {"FROM debian:12\nRUN «<<EOF»\nmake\nif [ $? -ne 0 ]; then cat log; fi\nd\nEOF\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN <<EOF\nset -eux\nmake\nmake install\nEOF\n",
    "FROM debian:12\nRUN <<EOF\n#!/bin/sh -e\nmake\nmake install\nEOF\n",
    "FROM debian:12\nSHELL [\"/bin/bash\", \"-euo\", \"pipefail\", \"-c\"]\nRUN <<EOF\nmake\nmake install\nEOF\n",
    "FROM debian:12\nRUN <<EOF\nmake &&\nmake install\nEOF\n",
    // One command; those before the last cannot fail, or their failure is dealt with.
    "FROM debian:12\nRUN <<EOF\nmake\nEOF\n",
    "FROM debian:12\nRUN <<EOF\nexport A=b\nC=d\necho begin\nmake || exit 1\nmake install\nEOF\n",
    // No script: the text of a file, or another language's.
    "FROM debian:12\nRUN cat <<EOF > /a\nb\nc\nEOF\n",
    "FROM python:3.13\nRUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nprint(2)\nEOF\n",
    "FROM debian:12\nRUN bash -e <<EOF\nmake\nmake install\nEOF\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#here-documents",
                                           "https://github.com/moby/buildkit/issues/2722"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/heredoc-without-errexit",
    .title = "A script in a heredoc does not stop where a command fails",
    .help = "Begin the script with set -e",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(The lines of `RUN <<EOF` are a script, and a shell goes on to the next line where one fails. The step succeeds as long as its last
command does: packages that were not found, a download that broke off or tests that failed leave an image without them.

Begin the script with `set -e`, as `&&` does between the commands of one line.

Nothing is reported where `set -e`, a `#!/bin/sh -e` or SHELL says so, and where the commands before the last one cannot fail
(`echo`, variables) or say themselves what is then to happen (`|| exit 1`).

The fix adds `set -e`. It is offered where all are plain commands, none asks for a status, and none is one that fails as a matter of
course (`grep`, `mkdir` without `-p`, …). Only a build can show that none fails today without being noticed, so it is unsafe by itself.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_heredoc_without_errexit
