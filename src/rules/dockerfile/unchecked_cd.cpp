// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unchecked-cd.
#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_unchecked_cd {
namespace {

// `cd /`, `cd ..`, `cd` cannot fail in practice.
bool may_fail(const shell::Invocation& call) {
  if (call.name == "popd") return false;
  if (call.arguments.empty()) return call.name == "pushd";
  std::string_view folder = call.arguments.back()->value;
  while (folder.starts_with("../")) folder.remove_prefix(3);
  return folder != "/" && folder != ".." && folder != "." && folder != "-" && folder != "~" && !folder.empty();
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      if (command.kind != shell::CommandKind::simple || place.tested || place.options.errexit) return;
      const shell::Invocation call = shell::invocation(command);
      if ((call.name != "cd" && call.name != "pushd") || !call.wrappers.empty() || !may_fail(call)) return;
      const shell::Item& item = place.here();
      if (item.pipeline.commands.size() != 1 || item.background || place.next() == nullptr) return;
      Report report{
          .span = command.span,
          .message = "Where this " + std::string(call.name) + " fails, what follows runs in the folder before it"};
      const bool alone = item.joint == shell::Joint::first || item.joint == shell::Joint::sequence;
      if (alone && place.editable) {
        const std::string_view leave = place.in_function ? " || return 1" : " || exit 1";
        report.edits = {{{command.span.end, command.span.end}, std::string(leave)}};
        report.fix_description = "Stop where it fails";
      }
      out.report(std::move(report));
    });
  }
}

constexpr std::string_view aliases[] = {"SC2164"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN «cd /opt/app»; make; rm -rf *\n",
     "FROM debian:12\nRUN cd /opt/app || exit 1; make; rm -rf *\n"},
    {"FROM debian:12\nRUN <<EOF\n«cd build»\nmake\nEOF\n",
     "FROM debian:12\nRUN <<EOF\ncd build || exit 1\nmake\nEOF\n"},
    {"FROM debian:12\nRUN b() { «cd /src»; make; }; b && ( «cd x»; ls )\n",
     "FROM debian:12\nRUN b() { cd /src || return 1; make; }; b && ( cd x || exit 1; ls )\n"},
    // No fix: what is to happen when mkdir fails?
    {"FROM debian:12\nRUN mkdir a && «cd a»; make\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN cd /opt/app && make\n",
    "FROM debian:12\nRUN set -eux; cd /opt/app; make\n",
    "FROM debian:12\nSHELL [\"/bin/bash\", \"-euc\"]\nRUN cd /opt/app; make\n",
    "FROM debian:12\nRUN cd /opt/app || exit 1; make; cd ..; make; cd /; if cd x; then make; fi; cd /last\n",
    "FROM debian:12\nRUN <<EOF\n#!/bin/sh -e\ncd build\nmake\nEOF\n",
    "FROM debian:12\nRUN <<EOF\nset -e\ncd build\nmake\nEOF\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2164"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unchecked-cd",
    .title = "A cd that fails is not noticed",
    .help = "Write `cd … && …` or `cd … || exit 1`, or begin with `set -e`",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(After `cd DIR;` the next command runs whether or not there was such a folder: `rm -rf *`, `make` or `tar -x` then work
in the folder before, and the build goes on.

Join them with `&&`, write `cd DIR || exit 1`, or begin the script with `set -e`. `WORKDIR` makes the folder and needs none
of that.

Reported where another command of the same list follows and nothing looks at the status. A heredoc counts: its lines are
joined as if by `;`. `cd /` and `cd ..` are left alone.

The fix adds `|| exit 1` (in a function, `|| return 1`). It is unsafe: a build in which the `cd` failed unnoticed now
fails.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unchecked_cd
