// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/constant-condition.
#include <algorithm>
#include <string>
#include <utility>

#include "model/dockerfile.h"
#include "model/shell_values.h"
#include "rules/glued_operator.h"
#include "rules/rule.h"
#include "rules/test_expression.h"

namespace s1::rules::dockerfile_constant_condition {
namespace {

using model::ShellPlace;
using model::ShellScript;

// What a template's own language puts in before this is a Dockerfile.
bool is_template(std::string_view text) {
  return text.contains("{{") || text.contains("<%") || text.contains("@") || text.contains("%%");
}

bool compares(const shell::Word& word) {
  return is_test_operator(word) && !word.value.starts_with("-n") && word.value != "-ot" && word.value != "-ef";
}

// Adds `$` where the text is the name of a variable that is set here.
void add_dollar(Report& report, const ShellScript& shell, const ShellPlace& place, model::ShellValues& values,
                const shell::Word& word) {
  const bool name = !word.value.empty() && word.value[0] > '9' && std::ranges::all_of(word.value, [](char c) {
    return ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
  });
  shell::Part use;
  use.kind = shell::PartKind::parameter;
  use.text = word.value;
  if (!name || !place.editable || !report.edits.empty() || !values.of(use).set_here) return;
  const std::string_view written = shell.file->source->slice(word.span);
  if (written == word.value)
    report.edits = {{word.span, "\"$" + word.value + "\""}};
  else if (written == "\"" + word.value + "\"")
    report.edits = {{{word.span.begin + 1, word.span.begin + 1}, "$"}};
  if (!report.edits.empty()) report.fix_description = "Use the variable " + word.value;
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const ShellScript& shell : file.shells) {
    model::ShellValues values(shell);
    for_each_shell_command(shell, [&](const shell::Command& command, const ShellPlace& place) {
      const auto expression = test_expression(command);
      for (const TestTerm& term : expression.terms) {
        const std::vector<const shell::Word*>& words = term.words;
        if (std::ranges::any_of(words, [](const shell::Word* word) { return is_template(word->value); })) continue;
        Report report{.span = {words.front()->span.begin, words.back()->span.end}, .message = {}};
        if (words.size() == 3 && compares(*words[1]) && words[0]->literal && words[2]->literal &&
            words[0]->value != words[2]->value) {
          report.message = "Two fixed texts are compared: the outcome is always the same";
          report.only_aliases = {"SC2050"};
          add_dollar(report, shell, place, values, *words[0]);
          add_dollar(report, shell, place, values, *words[2]);
        } else if (words.size() == 2 && (words[0]->value == "-n" || words[0]->value == "-z") && words[1]->literal &&
                   !words[1]->value.empty()) {
          report.message = "A fixed text is never empty: the outcome is always the same";
          report.only_aliases = {"SC2157"};
          add_dollar(report, shell, place, values, *words[1]);
        } else if (words.size() == 1) {
          const shell::Word& word = *words[0];
          const shell::Part* const glued = glued_operator(*shell.file->source, word);
          if (glued != nullptr) {
            report.message = "Without blanks around the operator this is one text, and always true";
            report.only_aliases = {"SC2077"};
            report.edits = separate_operator(shell, place, word, *glued);
            if (!report.edits.empty()) report.fix_description = "Put blanks around the operator";
          } else if (word.literal && !word.value.empty() && word.value != "1" && word.value != "true" &&
                     !word.value.starts_with('-')) {
            report.message = "A fixed text alone is always true";
            report.only_aliases = {"SC2078"};
            add_dollar(report, shell, place, values, word);
          } else {
            continue;
          }
        } else {
          continue;
        }
        out.report(std::move(report));
      }
    });
  }
}

constexpr std::string_view aliases[] = {"SC2050", "SC2077", "SC2078", "SC2157"};

constexpr Bad bad[] = {
    {"FROM debian:12\nARG TARGETARCH\nRUN if [ «TARGETARCH = arm64» ]; then make arm; fi\n",
     "FROM debian:12\nARG TARGETARCH\nRUN if [ \"$TARGETARCH\" = arm64 ]; then make arm; fi\n"},
    {"FROM debian:12\nENV MODE=dev\nRUN test «\"MODE\" != dev» || make\n",
     "FROM debian:12\nENV MODE=dev\nRUN test \"$MODE\" != dev || make\n"},
    {"FROM debian:12\nENV MODE=dev\nRUN [ «-z \"MODE\"» ] || [ «MODE» ] && make\n",
     "FROM debian:12\nENV MODE=dev\nRUN [ -z \"$MODE\" ] || [ \"$MODE\" ] && make\n"},
    {"FROM debian:12\nARG A=1\nRUN if [ «\"$A\"=\"b\"» ] || [ «$A!=c» ]; then make; fi\n",
     "FROM debian:12\nARG A=1\nRUN if [ \"$A\" = \"b\" ] || [ \"$A\" != c ]; then make; fi\n"},
    // No fix: nothing is called that.
    {"FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN [[ «arch == arm64» ]] && [ «-n x» ] && [ «false» ] || make\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nARG A\nRUN [ \"$A\" = b ] || [ -n \"$A\" ] || [ \"$A\" ] || [ -f a ] || test x$A = x || make\n",
    "FROM debian:12\nRUN while [ 1 ]; do make && break; done; test yes = yes && make; [ -e *.c ] || [ a -nt b ] || [ "
    "\"$(id -u)\" = 0 ] || "
    "ls\n",
    "FROM debian:12\nRUN if [ \"{{ .Arch }}\" = arm64 ] || [ @ARCH@ = arm ]; then make; fi\n",
};

constexpr std::string_view references[] = {
    "https://www.shellcheck.net/wiki/SC2050", "https://www.shellcheck.net/wiki/SC2077",
    "https://www.shellcheck.net/wiki/SC2078", "https://www.shellcheck.net/wiki/SC2157"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/constant-condition",
    .title = "A condition has the same outcome in every build",
    .help = "Put the $ before the variable's name, and blanks around the operator",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(`[ TARGETARCH = arm64 ]` compares two fixed texts: the `$` is missing, and the branch is never taken. `[ "$A"="b" ]`
is one text that is not empty, and so always true: the blanks around `=` are missing. `[ -z "NAME" ]` and `[ false ]` are of
the same kind.

Write `[ "$TARGETARCH" = arm64 ]`, `[ "$A" = b ]`, `if false`.

`while [ 1 ]` and `[ true ]`, which say what they do, are left alone, and so are the marks of a template's language
(`{{ … }}`, `@NAME@`) and what such a language has put in (`test yes = yes`).

The fix adds the `$` where the text is the name of a variable that is set at that place, or the blanks. It is unsafe: the
condition then has an outcome of its own.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_constant_condition
