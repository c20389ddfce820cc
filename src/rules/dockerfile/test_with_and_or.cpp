// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/test-with-and-or.
#include <algorithm>
#include <string>
#include <utility>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"
#include "rules/test_expression.h"

namespace s1::rules::dockerfile_test_with_and_or {
namespace {

// -f x; a = b: what can be read in one way alone.
bool is_plain(const TestTerm& term) {
  const std::vector<const shell::Word*>& words = term.words;
  if (words.size() == 3) return is_test_operator(*words[1]);
  return words.size() == 2 && words[0]->literal && words[0]->value.size() == 2 && words[0]->value[0] == '-';
}

bool is_quoted(const TestTerm& term) {
  return std::ranges::all_of(term.words, [](const shell::Word* word) { return unquoted_expansions(*word).empty(); });
}

void add_fix(Report& report, const model::ShellPlace& place, const shell::Command& command,
             const TestExpression& test) {
  const shell::Item& item = place.here();
  const bool opens = item.joint == shell::Joint::first || item.joint == shell::Joint::sequence;
  const bool by_status = place.options.errexit && !place.tested;  // `a && b` does not end the script where a fails
  if (!place.editable || !opens || by_status || item.background || item.pipeline.negated) return;
  if (item.pipeline.commands.size() != 1 || !command.redirections.empty() || !command.assignments.empty()) return;
  if (test.parentheses || test.negated || !std::ranges::all_of(test.terms, is_plain)) return;
  const std::string_view joint = test.terms[1].joined_by->value;
  const bool bracket = command.words[0].value == "[";
  if (!bracket && command.words[0].value != "test") return;
  std::vector<Edit> edits;
  for (std::size_t i = 1; i < test.terms.size(); ++i) {
    if (test.terms[i].joined_by->value != joint) return;
    const std::string_view op = joint == "-a" ? "&&" : "||";
    const std::string text = bracket ? std::string("] ").append(op).append(" [") : std::string(op).append(" test");
    edits.push_back({test.terms[i].joined_by->span, text});
  }
  report.edits = std::move(edits);
  report.fix = std::ranges::all_of(test.terms, is_quoted) ? Fix::safe : Fix::unsafe;
  report.fix_description = "Make several conditions of it";
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      if (command.kind != shell::CommandKind::simple) return;
      const TestExpression test = test_expression(command);
      if (test.terms.size() < 2) return;
      const shell::Word& joint = *test.terms[1].joined_by;
      Report report{.span = joint.span,
                    .message = joint.value +
                               " is read differently by different shells, and wrongly "
                               "where an operand looks like an operator"};
      add_fix(report, place, command, test);
      out.report(std::move(report));
    });
  }
}

constexpr std::string_view aliases[] = {"SC2166"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN if [ -f /a «-a» \"$(id -u)\" = 0 ]; then make; fi\n",
     "FROM debian:12\nRUN if [ -f /a ] && [ \"$(id -u)\" = 0 ]; then make; fi\n"},
    {"FROM debian:12\nRUN test \"$A\" = 1 «-o» \"$B\" = 1 -o -n \"$C\" || exit 1\n",
     "FROM debian:12\nRUN test \"$A\" = 1 || test \"$B\" = 1 || test -n \"$C\" || exit 1\n"},
    {"FROM debian:12\nRUN [ -n $A «-a» -n $B ] || exit 1\n", "FROM debian:12\nRUN [ -n $A ] && [ -n $B ] || exit 1\n"},
    // No fix: two kinds, a negation, a condition that is not the first of its list, the status under -e.
    {"FROM debian:12\nRUN [ -f a «-a» -f b -o -f c ] || exit 1; [ ! -f a «-a» -f b ] || exit 1\n"},
    {"FROM debian:12\nRUN make || [ -f a «-a» -f b ]; set -e; [ -f a «-o» -f b ]; ls\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN if [ -f /a ] && [ -f /b ]; then make; fi; test -a x; [ \"$1\" = -o ]; [ \"-a\" ]\n",
    "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN [[ -f a && -f b ]] || exit 1; find / -a -name x\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2166",
                                           "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/test.html"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/test-with-and-or",
    .title = "-a or -o joins conditions in one [ ]",
    .help = "Write [ a ] && [ b ], [ a ] || [ b ]",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md([ with `-a` and `-o` cannot always tell operands from operators: `[ "$x" = a -a -f b ]` is an error or wrong for some
values of x, and shells differ. POSIX has taken both out.

Write several conditions: `[ "$x" = a ] && [ -f b ]`.

The fix does that where all are joined in the same way and the list goes on with the same meaning. It is safe where
every operand is quoted, and unsafe where one is not: it may become several, which the two forms read differently. It is
not offered among `!` and parentheses, nor where `set -e` asks for the status.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_test_with_and_or
