// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unreachable-command.
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_unreachable_command {
namespace {

// The name of what ends the script here: exit, or exec with a command to become.
std::string_view ends_with(const shell::Item& item) {
  const shell::Command* const command = only_command(item);
  if (command == nullptr || item.background || item.pipeline.negated) return {};
  const std::string_view name = shell::name_of(*command);
  if (name == "exit" || name == "return") return name;
  return name == "exec" && command->words.size() > 1 ? name : std::string_view{};
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      const shell::Item& item = place.here();
      const shell::Item* const next = place.next();
      const bool always = item.joint == shell::Joint::first || item.joint == shell::Joint::sequence;
      if (place.at != 0 || next == nullptr || !always) return;
      const std::string_view end = ends_with(item);
      if (end.empty() || next->joint == shell::Joint::or_else) return;
      if (next->pipeline.commands.empty()) return;
      Report report{.span = next->pipeline.span,
                    .message = "This never runs: the script ends with the " + std::string(end) + " before it"};
      report.related.push_back({command.span, "The script ends here"});
      report.only_aliases = {end == "exec" ? "SC2093" : "SC2317"};
      out.report(std::move(report));
    });
  }
}

constexpr std::string_view aliases[] = {"SC2317", "SC2093"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN make; exit 0; «rm -rf /build»; ls\n"},
    {"FROM debian:12\nRUN if [ -f a ]; then exit 1 && «rm a»; fi\n"},
    {"FROM debian:12\nRUN f() { return 1; «make»; }; f\n"},
    {"FROM debian:12\nCMD nginx-setup; exec nginx -g 'daemon off;'; «tail -f /log»\n"},
    {"FROM debian:12\nRUN <<EOF\nmake\nexit\n«ls /build | wc -l»\nEOF\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN make || exit 1; ls; [ -f a ] && exit 0; ls; if make; then exit 0; fi; exit 1\n",
    "FROM debian:12\nCMD exec 3>&1; exec nginx || exec httpd\n",
    "FROM debian:12\nRUN case $x in a) exit 0 ;; b) make ;; esac; (exit 1); ls; exit 0 &\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2317",
                                           "https://www.shellcheck.net/wiki/SC2093"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unreachable-command",
    .title = "A command stands after the end of its script",
    .help = "Take it out, or move it before the exit, return or exec",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"md(After `exit` and `return` nothing of the script runs, nor after `exec COMMAND`, which becomes the command: a clean-up
that stands there is never done, a second program of a `CMD` never started.

Move it before, or take it out. To run something after a program, start it without `exec`.

Reported once, at the first command that is not reached. `exec` with redirections alone does not end the script.

There is no fix: whether the command or the end before it is wrong has to be decided.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unreachable_command
