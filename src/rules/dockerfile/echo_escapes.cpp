// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/echo-escapes.
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_echo_escapes {
namespace {

using model::Dialect;

// Options as bash's echo takes them: -e, -n, -E and bundles of these.
bool is_option(const shell::Word& word) {
  const std::string_view value = word.value;
  return word.literal && value.size() > 1 && value[0] == '-' && value.find_first_not_of("neE", 1) == value.npos;
}

struct Echo {
  std::size_t arguments = 1;       // the index of the first that is no option
  const shell::Word* e = nullptr;  // -e
  bool no_newline = false;
};

Echo read_echo(const shell::Command& command) {
  Echo echo;
  while (echo.arguments < command.words.size() && is_option(command.words[echo.arguments])) {
    const shell::Word& word = command.words[echo.arguments++];
    if (word.value.find_first_of("eE") != std::string::npos && echo.e == nullptr) echo.e = &word;
    if (word.value.contains('n')) echo.no_newline = true;
  }
  return echo;
}

// A line end or a tab written as an escape, in a text that is no code itself.
bool has_escape(const Source& source, const shell::Word& word) {
  const std::string_view value = word.value;
  if (!value.contains("\\n") && !value.contains("\\t")) return false;
  return value.find_first_of("'\"`") == value.npos && !value.contains("PS1") && !value.contains("\\\\") &&
         !source.slice(word.span).contains("\\\\") && !value.contains("printf");
}

// `printf '%b\n'` for an echo with one argument.
void add_printf(Report& report, const model::ShellScript& shell, const model::ShellPlace& place,
                const shell::Command& command, const Echo& echo) {
  if (echo.arguments + 1 != command.words.size()) return;
  const shell::Word& last = command.words.back();
  if (!unquoted_expansions(last).empty()) return;
  for (const shell::Part& part : last.parts)
    if (part.kind == shell::PartKind::glob || part.kind == shell::PartKind::brace) return;
  const Span span{command.words.front().span.begin, last.span.begin};
  const std::optional<Edit> edit =
      replace_in_shell(shell, place, span, echo.no_newline ? "printf '%b' " : "printf '%b\\n' ");
  if (!edit) return;
  report.edits = {*edit};
  report.fix_description = "Use printf";
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    const Source& source = *shell.file->source;
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      // The builtin alone: /bin/echo and `env echo` are another program.
      if (command.kind != shell::CommandKind::simple || command.words.empty() || command.words[0].value != "echo")
        return;
      const Echo echo = read_echo(command);
      if (shell.dialect == Dialect::dash && echo.e != nullptr) {
        Report report{.span = echo.e->span,
                      .message = "dash, the /bin/sh here, knows no " + echo.e->value + ": it writes it out",
                      .only_aliases = {"SC3037", "SC3036"}};
        if (echo.e->value.contains('e')) add_printf(report, shell, place, command, echo);
        out.report(std::move(report));
      }
      const bool writes_as_it_is = shell.dialect == Dialect::bash || shell.dialect == Dialect::busybox;
      if (!writes_as_it_is || echo.e != nullptr) return;
      for (std::size_t i = echo.arguments; i < command.words.size(); ++i) {
        const shell::Word& word = command.words[i];
        if (!has_escape(source, word)) continue;
        Report report{.span = word.span,
                      .message = "This shell's echo writes the backslash as it is: no line end and no tab comes of it",
                      .only_aliases = {"SC2028"}};
        add_printf(report, shell, place, command, echo);
        out.report(std::move(report));
        break;
      }
    });
  }
}

constexpr std::string_view aliases[] = {"SC2028", "SC3037", "SC3036"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN echo «-e» \"a\\nb\" > /etc/x && echo «-ne» 'c' >> /etc/x\n",
     "FROM debian:12\nRUN printf '%b\\n' \"a\\nb\" > /etc/x && printf '%b' 'c' >> /etc/x\n"},
    {"FROM alpine:3.22\nRUN echo «\"[main]\\nkey=1\"» > /etc/x\n",
     "FROM alpine:3.22\nRUN printf '%b\\n' \"[main]\\nkey=1\" > /etc/x\n"},
    {"FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN echo -n «'a\\tb'» > /etc/x\n",
     "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN printf '%b' 'a\\tb' > /etc/x\n"},
    // No fix: several arguments.
    {"FROM debian:12\nRUN echo «-e» a b > /etc/x\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN echo \"a\\nb\" > /etc/x && /bin/echo -e 'a' && echo -n a && bash -c 'echo -e a'\n",
    "FROM alpine:3.22\nRUN echo -e \"a\\nb\" > /etc/x && echo 'printf \"a\\n\"' > /x && echo 'PS1=\\u\\n' && echo "
    "a\\\\n\n",
    "FROM registry.example.com/a:1\nRUN echo -e \"a\\nb\" > /etc/x && echo \"a\\nb\"\n",
    "FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\nRUN echo -e a\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2028",
                                           "https://www.shellcheck.net/wiki/SC3037",
                                           "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/echo.html"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/echo-escapes",
    .title = "echo writes something else in this shell",
    .help = "Use printf, which is the same in all shells",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(No two shells agree about `echo`. dash, the `/bin/sh` of Debian and Ubuntu, reads `\n` always and knows no `-e`: `echo -e
"a\nb" > /etc/x` writes a file that begins with `-e`. bash and BusyBox read `\n` only with `-e`: without, the backslash
itself is written.

Use `printf '%b\n' "…"`, or a heredoc.

The shell is the one that runs the step: `SHELL`, `#!`, `bash -c`, else what `/bin/sh` is in the base image. Where that is
not known, nothing is reported; ShellCheck takes any `/bin/sh` for dash in the first case, and reports `\n` for dash too.
Texts that are code themselves (quotes in quotes, `PS1`) are left alone.

The fix writes `printf '%b\n'` where there is one argument. It is unsafe: the text changes to what was meant.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_echo_escapes
