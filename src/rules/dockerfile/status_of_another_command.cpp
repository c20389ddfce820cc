// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/status-of-another-command.
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/test_expression.h"

namespace s1::rules::dockerfile_status_of_another_command {
namespace {

// The first `$?` among the parts.
const shell::Part* status_in(const std::vector<shell::Part>& parts) {
  for (const shell::Part& part : parts) {
    if (part.kind == shell::PartKind::parameter && part.text == "?") return &part;
    if (part.kind != shell::PartKind::command && part.kind != shell::PartKind::process)
      if (const shell::Part* inside = status_in(part.parts)) return inside;
  }
  return nullptr;
}

// `$?` in what the item does first: its first command, or the first of its condition.
const shell::Part* first_status(const shell::Item& item) {
  const shell::Item* at = &item;
  while (!at->pipeline.commands.empty()) {
    const shell::Command& command = at->pipeline.commands.front();
    for (const shell::Assignment& assignment : command.assignments)
      if (const shell::Part* found = status_in(assignment.value.parts)) return found;
    for (const shell::Word& word : command.words)
      if (const shell::Part* found = status_in(word.parts)) return found;
    const bool opens = command.kind == shell::CommandKind::if_clause || command.kind == shell::CommandKind::group ||
                       command.kind == shell::CommandKind::subshell;
    if (!opens || command.children.empty() || command.children.front().items.empty()) return nullptr;
    at = &command.children.front().items.front();
  }
  return nullptr;
}

// A condition, or an if; not what keeps the status for later.
bool asks(const shell::Item& item) {
  const shell::Command& command = item.pipeline.commands.front();
  return command.kind != shell::CommandKind::simple || !test_expression(command).terms.empty();
}

// `if [ a ]; then exit $?`: the status of the condition, which held.
const shell::Part* status_after_condition(const shell::Command& command) {
  if (command.kind != shell::CommandKind::if_clause || command.children.size() < 2) return nullptr;
  const shell::Script& condition = command.children[0];
  if (condition.items.empty() || condition.items.back().pipeline.commands.empty()) return nullptr;
  const bool test = !test_expression(condition.items.back().pipeline.commands.back()).terms.empty();
  return test && !command.children[1].items.empty() ? first_status(command.children[1].items.front()) : nullptr;
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      if (const shell::Part* const after = status_after_condition(command))
        out.report({.span = after->span,
                    .message = "$? is the outcome of the condition before it, and so always 0 here",
                    .only_aliases = {"SC2319"}});
      const shell::Item* const next = place.next();
      const shell::Item& item = place.here();
      if (place.at != 0 || next == nullptr || item.pipeline.commands.empty()) return;
      const shell::Part* const status = first_status(*next);
      if (status == nullptr) return;
      const shell::Command& before = item.pipeline.commands.back();
      const std::string_view name = shell::name_of(before);
      const bool test = before.kind == shell::CommandKind::test || name == "[" || name == "test";
      const bool alone = item.joint == shell::Joint::first || item.joint == shell::Joint::sequence;
      const bool in_order = next->joint == shell::Joint::sequence && alone;
      // What calls a function may test it, and then -e does not count.
      const bool by_option = place.options.errexit && !place.tested && !place.in_function;
      Report report{.span = status->span, .message = {}};
      if (in_order && (name == "echo" || name == "printf")) {
        report.message = "$? is the status of " + std::string(name) + " here, not of what ran before it";
        report.only_aliases = {"SC2320"};
      } else if (next->joint == shell::Joint::and_then && test) {
        report.message = "$? is the outcome of the condition before it, and so always 0 here";
        report.only_aliases = {"SC2319"};
      } else if ((next->joint == shell::Joint::and_then && asks(*next)) ||
                 (in_order && by_option && !test && !item.pipeline.negated && !item.background)) {
        report.message = "$? is always 0 here: where the command before fails, this is not reached";
        report.only_aliases = {"SC2181"};
      } else {
        return;
      }
      out.report(std::move(report));
    });
  }
}

constexpr std::string_view aliases[] = {"SC2320", "SC2319", "SC2181"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN make; echo done; exit «$?»\n"},
    {"FROM debian:12\nRUN make; printf '%s\\n' x; if [ \"«$?»\" -ne 0 ]; then cat log; fi\n"},
    {"FROM debian:12\nRUN make; if [ -f a ]; then exit «$?»; fi; [ -f b ] && exit «$?»\n"},
    {"FROM debian:12\nRUN make test && if [ «$?» -ne 0 ]; then cat log; exit 1; fi\n"},
    {"FROM debian:12\nRUN set -e; make test; [ «$?» -eq 0 ] || cat log\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN make; s=$?; echo done; exit $s\n",
    "FROM debian:12\nRUN make; if [ $? -ne 0 ]; then cat log; exit 1; fi\n",
    "FROM debian:12\nRUN set -e; make || s=$?; ! false; echo $?\n",
    "FROM debian:12\nRUN [ -f a ]; s=$?; f() { make; t=$?; }; make && u=$? || u=$?; [ -f a ] || exit $?\n",
    "FROM debian:12\nRUN set +e; make; s=$?; set -e; echo $s\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2320",
                                           "https://www.shellcheck.net/wiki/SC2319",
                                           "https://www.shellcheck.net/wiki/SC2181"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/status-of-another-command",
    .title = "$? is not the status that is meant",
    .help = "Keep it right after the command: `command; status=$?`; or ask at once: `if ! command; then …`",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"md(`$?` is the status of the very last command. After `make; echo done; exit $?` it is that of `echo`, so that a failed
`make` gives a good image; after a condition, it is the outcome of the condition. And after `&&`, or under `set -e`, it is
always 0: where the command fails, the check is not reached.

Ask at once, `if ! make; then …`, or keep it: `make; status=$?`.

There is no fix: which command's status is meant has to be known.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_status_of_another_command
