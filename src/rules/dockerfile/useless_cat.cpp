// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/useless-cat.
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_useless_cat {
namespace {

// The one file that `cat` is given, where it is surely one.
const shell::Word* only_file(const shell::Command& command) {
  if (shell::name_of(command) != "cat" || command.words.size() != 2 || !command.redirections.empty()) return nullptr;
  const shell::Word& word = command.words[1];
  if (word.value.starts_with('-')) return nullptr;
  for (const shell::Part& part : word.parts)
    if (part.kind != shell::PartKind::literal && part.kind != shell::PartKind::single_quoted &&
        part.kind != shell::PartKind::double_quoted && part.kind != shell::PartKind::tilde)
      return nullptr;
  return &word;
}

bool takes_redirection_in_front(const shell::Command& command) {
  if (command.kind != shell::CommandKind::simple || command.words.empty() || !command.assignments.empty()) return false;
  for (const shell::Redirection& redirection : command.redirections)
    if (redirection.op.starts_with('<')) return false;
  return true;
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    const Source& source = *shell.file->source;
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      const shell::Pipeline& pipeline = place.here().pipeline;
      if (place.at != 0 || pipeline.commands.size() < 2 || command.kind != shell::CommandKind::simple) return;
      const shell::Word* const word = only_file(command);
      if (word == nullptr || pipeline.commands[1].redirections.size() > 8) return;
      const shell::Command& reader = pipeline.commands[1];
      Report report{.span = command.span, .message = "cat is not needed: the next command can read the file itself"};
      const std::string text = "< " + std::string(source.slice(word->span)) + " ";
      const std::optional<Edit> edit = replace_in_shell(shell, place, {command.span.begin, reader.span.begin}, text);
      const bool one_line = source.slice(word->span).find('\n') == std::string_view::npos;
      if (edit && one_line && takes_redirection_in_front(reader) && source.slice(pipeline.pipes[0]) == "|") {
        report.edits = {*edit};
        report.fix_description = "Redirect the file";
      }
      out.report(std::move(report));
    });
  }
}

constexpr std::string_view aliases[] = {"SC2002"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN «cat /etc/hosts» | grep x > y; \\\n    «cat \"$F\"» \\\n    | sh -s\n",
     "FROM debian:12\nRUN < /etc/hosts grep x > y; \\\n    < \"$F\" sh -s\n"},
    // No fix: a comment would be lost; a loop takes its redirection at its end.
    {"FROM debian:12\nRUN «cat a» \\\n# sorted\n    | sort\nRUN <<EOF\n«cat b» | # sorted\n  sort\nEOF\n"},
    {"FROM debian:12\nRUN «cat list» | while read -r x; do make \"$x\"; done\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN cat a b | grep x; cat *.txt | sort; cat -v a | sort; cat $F | sort; cat a; cat | sort\n",
    "FROM debian:12\nRUN grep x /etc/hosts; cat <<EOF | sort\nb\na\nEOF\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2002"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/useless-cat",
    .title = "cat is piped to a command that can read the file itself",
    .help = "Write `command < file`, or name the file as an argument",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(`cat file | command` starts a process more, and without `pipefail` hides that the file is not there: the status is
that of the command, which got nothing.

Write `command < file`, or `command file` where it takes names.

The fix puts `< file` before the command. It is unsafe: where the file is missing, the command does not run at all.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_useless_cat
