// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/masked-status.
#include <algorithm>
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_masked_status {
namespace {

constexpr std::string_view never_failing[] = {"echo",     "printf", "date",   "nproc",    "uname", "pwd",  "dirname",
                                              "basename", "id",     "whoami", "hostname", "arch",  "true", "mktemp"};

bool may_fail(const shell::Script& script) {
  if (script.items.empty()) return false;
  const shell::Item& last = script.items.back();
  if (last.joint == shell::Joint::or_else || last.pipeline.commands.empty()) return false;
  const std::string_view name = shell::name_of(last.pipeline.commands.back());
  return std::ranges::find(never_failing, name) == std::end(never_failing);
}

// The last $(…) of the value: the status would be its.
bool has_failing_command(const std::vector<shell::Part>& parts) {
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (part->kind == shell::PartKind::command) return part->script != nullptr && may_fail(*part->script);
    if (part->kind == shell::PartKind::double_quoted && has_failing_command(part->parts)) return true;
  }
  return false;
}

// `export X=$(a)` as `X=$(a) && export X`, or with ; where `set -e` would not see a failure before &&.
std::vector<Edit> split(const shell::Command& command, const model::ShellPlace& place, std::string_view name,
                        bool by_and) {
  const shell::Item& item = place.here();
  const std::string_view builtin = command.words[0].value;
  if (!place.editable || command.words.size() != 2 || (builtin != "export" && builtin != "readonly")) return {};
  if (item.joint == shell::Joint::or_else || item.background || !command.redirections.empty()) return {};
  if (item.pipeline.negated || item.pipeline.commands.size() != 1 || !command.assignments.empty()) return {};
  const std::string tail = std::string(by_and ? " && " : "; ").append(builtin).append(" ").append(name);
  return {{{command.words[0].span.begin, command.words[1].span.begin}, {}},
          {{command.span.end, command.span.end}, tail}};
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      const std::string_view name = shell::name_of(command);
      if (name != "export" && name != "local" && name != "readonly" && name != "declare" && name != "typeset") return;
      const shell::Item* const next = place.next();
      const bool by_and = next != nullptr && next->joint == shell::Joint::and_then;
      const bool by_option = place.options.errexit && !place.tested;
      if (!by_and && !by_option) return;  // nobody asks for the status
      for (std::size_t i = 1; i < command.words.size(); ++i) {
        const shell::Word& word = command.words[i];
        const std::size_t equals = word.value.find('=');
        if (equals == std::string::npos || !has_failing_command(word.parts)) continue;
        Report report{
            .span = word.span,
            .message = "A failure of the command in $(…) is lost: the status is that of " + std::string(name)};
        report.edits = split(command, place, std::string_view(word.value).substr(0, equals), by_and);
        if (!report.edits.empty()) report.fix_description = "Assign first, then " + std::string(name);
        out.report(std::move(report));
        break;
      }
    });
  }
}

constexpr std::string_view aliases[] = {"SC2155"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN export «V=$(curl -fsS https://example.com/v)» && make V=\"$V\"\n",
     "FROM debian:12\nRUN V=$(curl -fsS https://example.com/v) && export V && make V=\"$V\"\n"},
    {"FROM debian:12\nRUN set -eux; \\\n    export «GNUPGHOME=\"$(gpg-home)\"»; \\\n    gpg --list-keys\n",
     "FROM debian:12\nRUN set -eux; \\\n    GNUPGHOME=\"$(gpg-home)\"; export GNUPGHOME; \\\n    gpg --list-keys\n"},
    // No fix: several names; local has to come first.
    {"FROM debian:12\nRUN export A=1 «B=`cat /b`» && make\n"},
    {"FROM debian:12\nRUN set -e; f() { local «x=$(cat /x)»; echo \"$x\"; }; f\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN V=$(curl -fsS https://example.com/v) && export V && make\n",
    // Nobody looks at the status; it cannot fail; it may fail.
    "FROM debian:12\nRUN export V=$(cat /v); make\n",
    "FROM debian:12\nRUN export J=$(nproc) A=\"$PATH:/x\" && export V=$(cat /v || true) && make\n",
    "FROM debian:12\nRUN set -e; if export V=$(cat /v); then make; fi\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2155"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/masked-status",
    .title = "export or local hides that the command in $(…) failed",
    .help = "Assign first, then export: X=$(…) && export X",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(`export X=$(command)` succeeds even where the command fails: the status is that of `export`. The `&&` after it, and
`set -e`, see nothing, and the build goes on with an empty X.

Assign first: `X=$(command) && export X`, or under `set -e` `X=$(command); export X`. In a function, `local X` first.

Reported where the status matters (`set -e`, or `&&` follows) and the command may fail: `$(nproc)` and `$(… || true)` are
left alone. ShellCheck reports all of them.

The fix is unsafe: a command that failed unnoticed now fails the build.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_masked_status
