// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/indirect-status-check.
#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"
#include "rules/test_expression.h"

namespace s1::rules::dockerfile_indirect_status_check {
namespace {

bool is_status(const shell::Word& word) {
  return word.value == "$?" || word.value == "${?}";
}

// The condition is nothing but a comparison of $? with 0.
bool compares_status(const shell::Command& command) {
  if (command.kind == shell::CommandKind::arithmetic)
    return command.text.contains("$?") && command.text.find_first_of("&|") == std::string::npos;
  const TestExpression test = test_expression(command);
  if (test.terms.size() != 1 || test.terms[0].words.size() != 3) return false;
  const std::vector<const shell::Word*>& words = test.terms[0].words;
  return (is_status(*words[0]) && words[2]->value == "0") || (is_status(*words[2]) && words[0]->value == "0");
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    for_each_shell_command(shell, [&](const shell::Command&, const model::ShellPlace& place) {
      const shell::Item* const next = place.next();
      if (place.at != 0 || next == nullptr || next->joint != shell::Joint::sequence) return;
      if (place.options.errexit && !place.tested) return;
      if (next->pipeline.commands.empty() || place.here().pipeline.commands.empty()) return;
      const shell::Command& last = place.here().pipeline.commands.back();
      const std::string_view before = shell::name_of(last);
      if (last.kind != shell::CommandKind::simple) return;
      if (before == "echo" || before == "printf" || before == "[" || before == "test" || before == "set") return;
      const shell::Command* command = &next->pipeline.commands.front();
      if (command->kind == shell::CommandKind::if_clause && !command->children.empty() &&
          command->children[0].items.size() == 1 && command->children[0].items[0].pipeline.commands.size() == 1)
        command = &command->children[0].items[0].pipeline.commands[0];
      if (compares_status(*command))
        out.report({.span = command->span, .message = "The command itself can be the condition: `if ! command; then`"});
    });
  }
}

constexpr std::string_view aliases[] = {"SC2181"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN make; if «[ $? -ne 0 ]»; then cat log; exit 1; fi\n"},
    {"FROM debian:12\nRUN make; «test 0 -eq \"$?\"» || exit 1\n"},
    {"FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN make; «[[ $? == 0 ]]» || exit 1; make x; «(( $? == 0 ))»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN if ! make; then cat log; exit 1; fi\n",
    "FROM debian:12\nRUN make; s=$?; if [ $s -ne 0 ] && [ $s -ne 2 ]; then exit $s; fi\n",
    "FROM debian:12\nRUN if make; then x; else y; fi; if [ $? -ne 0 ]; then exit 1; fi\n",
    "FROM debian:12\nRUN make; if [ $? -eq 2 ]; then exit 1; fi\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2181"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/indirect-status-check",
    .title = "$? is compared with 0 instead of asking the command",
    .help = "Write `if command; then` or `command || exit 1`",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .aliases = aliases,
    .docs =
        R"md(`make; if [ $? -ne 0 ]; then` asks for what `if ! make; then` says directly. The detour breaks as soon as an `echo` gets
between the two, or the step is joined by `&&` or gets a `set -e`: then it asks about something else, without a word.

Write the command as the condition, or `command || exit 1`. A check that can never see a failure is what
dockerfile/status-of-another-command reports.

There is no fix: what is to happen between the command and the check would move with it.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_indirect_status_check
