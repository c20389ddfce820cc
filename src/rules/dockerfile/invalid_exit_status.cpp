// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/invalid-exit-status.
#include <algorithm>
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_invalid_exit_status {
namespace {

bool is_status(std::string_view text) {
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
  return digits && text.size() <= 3 && (text.size() < 3 || text <= "255");
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      const std::string_view name = shell::name_of(command);
      if ((name != "exit" && name != "return") || command.words.size() < 2) return;
      const bool exits = name == "exit";
      const shell::Word& word = command.words[1];
      Report report{.span = {word.span.begin, command.words.back().span.end}, .message = {}};
      if (command.words.size() > 2) {
        report.message = std::string(name) + " takes one number";
        report.only_aliases = {exits ? "SC2241" : "SC2151"};
      } else if (word.literal && !is_status(word.value)) {
        report.message = is_number(word.value) ? "A status is a number from 0 to 255: this becomes another one"
                                               : "A status is a number, and no text is written by " + std::string(name);
        report.only_aliases = {exits ? "SC2242" : "SC2152"};
        if (is_number(word.value) && place.editable) {
          report.edits = {{word.span, "1"}};
          report.fix_description = "Use 1";
        }
      } else {
        return;
      }
      out.report(std::move(report));
    });
  }
}

constexpr std::string_view aliases[] = {"SC2242", "SC2241", "SC2151", "SC2152"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN make || exit «-1»\n", "FROM debian:12\nRUN make || exit 1\n"},
    {"FROM debian:12\nRUN f() { return «256»; }; f\n", "FROM debian:12\nRUN f() { return 1; }; f\n"},
    {"FROM debian:12\nRUN make || exit «\"make failed\"»; make x || exit «1 2»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN make || exit 1; make b || exit 255; make c || exit $?; make d || exit \"$s\"; exit\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2242",
                                           "https://www.shellcheck.net/wiki/SC2241"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/invalid-exit-status",
    .title = "exit or return has something that is no status",
    .help = "Use one number from 0 to 255; write texts with echo before it",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(A status is a number from 0 to 255. What is larger is cut: `exit 256` is `exit 0`, and the build goes on as if all were
well. dash refuses `exit -1` as no number, and no shell writes the text of `exit "make failed"`.

Use `exit 1`, and `echo … >&2` before it for the text.

The fix writes 1 for another number. It is unsafe: `exit 256` did not fail.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_invalid_exit_status
