// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/read-without-r.
#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_read_without_r {
namespace {

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      const shell::Invocation call = shell::invocation(command);
      if (call.name != "read" || call.has_option({}, 'r')) return;
      Report report{.span = call.word->span, .message = "Without -r, read takes backslashes out of what it reads"};
      if (place.editable) {
        report.edits = {{{call.word->span.end, call.word->span.end}, " -r"}};
        report.fix_description = "Add -r";
      }
      out.report(std::move(report));
    });
  }
}

constexpr std::string_view aliases[] = {"SC2162"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN while IFS= «read» line; do echo \"$line\"; done < list\n",
     "FROM debian:12\nRUN while IFS= read -r line; do echo \"$line\"; done < list\n"},
    {"FROM debian:12\nRUN sh -c '«read» -p x a'\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN while IFS= read -r a b; do echo \"$a\"; done < list; bash -c 'read -ra x'; echo read x\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2162"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/read-without-r",
    .title = "read changes backslashes",
    .help = "Write read -r",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(Without `-r`, `read` takes every backslash as an escape: `C:\new` is read as `C:new`, and a line that ends in one
goes on with the next line.

Write `read -r`.

The fix is unsafe for input that has backslashes on purpose.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_read_without_r
