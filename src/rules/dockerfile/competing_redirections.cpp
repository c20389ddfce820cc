// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/competing-redirections.
#include <string>
#include <utility>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_competing_redirections {
namespace {

using shell::Redirection;

bool reads(const Redirection& each) {
  return (each.fd.empty() || each.fd == "0") && each.op.starts_with('<') && each.op != "<&" && each.op != "<>";
}

bool writes_to(const Redirection& each, std::string_view fd) {
  const bool file = each.op == ">" || each.op == ">>" || each.op == ">|";
  return file && (each.fd == fd || (fd == "1" && each.fd.empty()));
}

// What a command's redirections come to, in their order.
struct Summary {
  const Redirection* input = nullptr;
  const Redirection* output = nullptr;
  const Redirection* error = nullptr;
  const Redirection* error_to_output = nullptr;  // 2>&1, before `output`
  const Redirection* lost = nullptr;             // the first of two for the same
  const Redirection* winner = nullptr;
};

Summary summary(const shell::Command& command) {
  Summary result;
  bool copied = false;  // once a descriptor is a copy of another, a second redirection has its use
  for (const Redirection& each : command.redirections) {
    if (each.op == ">&" || each.op == "<&" || each.op == "<>") {
      copied = true;
      if (each.fd == "2" && each.target.value == "1" && result.output == nullptr) result.error_to_output = &each;
    }
    const Redirection** slot = nullptr;
    if (reads(each)) slot = &result.input;
    if (writes_to(each, "1")) slot = &result.output;
    if (writes_to(each, "2")) slot = &result.error;
    if (slot == nullptr) continue;
    if (*slot != nullptr && !copied && result.winner == nullptr) result.lost = *slot, result.winner = &each;
    *slot = &each;
  }
  return result;
}

// `2>&1 > file` as `> file 2>&1`.
void swap(Report& report, const model::ShellScript& shell, const model::ShellPlace& place, const Redirection& first,
          const Redirection& second) {
  const Source& source = *shell.file->source;
  const Span both{first.span.begin, second.span.end};
  const std::string_view between = source.slice({first.span.end, second.span.begin});
  if (between.find_first_not_of(" \t") != std::string_view::npos) return;
  const std::string text = std::string(source.slice(second.span)) + " " + std::string(source.slice(first.span));
  if (const std::optional<Edit> edit = replace_in_shell(shell, place, both, text)) {
    report.edits = {*edit};
    report.fix_description = "Redirect the output first";
  }
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    const Source& source = *shell.file->source;
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      if (command.redirections.empty()) return;
      const Summary found = summary(command);
      const shell::Pipeline& pipeline = place.here().pipeline;
      const bool piped = place.at < pipeline.pipes.size();
      const auto report = [&](const Redirection& at, std::string_view alias, std::string message) {
        return Report{.span = at.span, .message = std::move(message), .only_aliases = {alias}};
      };
      if (found.winner != nullptr) {
        Report result = report(*found.winner, "SC2261",
                               "Of two redirections of the same the last one holds: the other "
                               "file is left empty, or unread");
        result.related.push_back({found.lost->span, "This one is without effect"});
        out.report(std::move(result));
      } else if (place.at > 0 && found.input != nullptr) {
        out.report(report(*found.input, "SC2259", "The command reads this: what is piped to it is lost"));
      } else if (piped && found.output != nullptr && found.error_to_output == nullptr &&
                 source.slice(pipeline.pipes[place.at]) == "|") {
        out.report(report(*found.output, "SC2260", "The output goes there: nothing comes through the pipe"));
      } else if (!piped && !place.in_child && found.error_to_output != nullptr && found.output != nullptr) {
        Report result =
            report(*found.error_to_output, "SC2069",
                   "Errors go where the output went before: only what is redirected later goes to the file");
        swap(result, shell, place, *found.error_to_output, *found.output);
        out.report(std::move(result));
      }
    });
  }
}

constexpr std::string_view aliases[] = {"SC2261", "SC2260", "SC2259", "SC2069"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN make > build.log «> /tmp/log»; sort < a «< b»\n"},
    {"FROM debian:12\nRUN curl -fsS https://example.com/a «> /a.tgz» | tar -xz\n"},
    {"FROM debian:12\nRUN echo x | grep a «< /etc/hosts» && ls | cat «<<EOF»\nx\nEOF\n"},
    {"FROM debian:12\nRUN make «2>&1» > /dev/null && make «2>&1» >>log x\n",
     "FROM debian:12\nRUN make > /dev/null 2>&1 && make >>log 2>&1 x\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN make > log 2>&1; make > log 2> err < in; make 2>&1 | tee log; make &> log\n",
    "FROM debian:12\nRUN E=$(make 2>&1 > /dev/null); make 2>&1 > log | grep x; make 3>&1 1>&2 2>&3; cat > a "
    "<<EOF\nx\nEOF\n",
    "FROM debian:12\nRUN make > log \n\nFROM debian:12\nRUN { make > a; make; } | tee b\n",
};

constexpr std::string_view references[] = {
    "https://www.shellcheck.net/wiki/SC2261", "https://www.shellcheck.net/wiki/SC2260",
    "https://www.shellcheck.net/wiki/SC2259", "https://www.shellcheck.net/wiki/SC2069"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/competing-redirections",
    .title = "Two redirections compete, or a redirection and a pipe",
    .help = "Keep one; tee writes to a file and passes on; 2>&1 comes last",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(A command's output goes to one place. In `make > a > b` the file a is left empty; in `curl … > a.tgz | tar -xz` the
pipe gets nothing; in `echo x | grep a < file` the pipe is not read. And redirections are done from left to right: `2>&1 >
log` sends the errors where the output went before, not to log.

Keep one of them, use `tee` for two, and write `> log 2>&1`.

`2>&1 > file | …`, which pipes the errors alone, and descriptors that are moved about (`3>&1 1>&2 2>&3`) are left alone.

The fix puts `2>&1` after the redirection of the output. It is unsafe: errors that could be seen go to the file. For
the others there is none: which of the two is meant has to be decided.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_competing_redirections
