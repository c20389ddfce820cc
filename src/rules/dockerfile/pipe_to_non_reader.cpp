// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/pipe-to-non-reader.
#include <algorithm>
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_pipe_to_non_reader {
namespace {

constexpr std::string_view non_readers[] = {
    "basename", "cd",    "chgrp", "chmod", "chown", "cp",     "dirname", "du",    "echo",   "exit", "export",
    "groupadd", "kill",  "ln",    "ls",    "mkdir", "mktemp", "mv",      "nproc", "printf", "ps",   "pwd",
    "rm",       "rmdir", "sleep", "touch", "uname", "unset",  "useradd", "which", "whoami"};

bool starts_something(const std::vector<shell::Part>& parts) {
  return std::ranges::any_of(parts, [](const shell::Part& part) {
    return part.script != nullptr || starts_something(part.parts);  // the parser bounds the depth
  });
}

// The name of a command that reads nothing; empty where it may read after all.
std::string_view non_reader(const shell::Command& command) {
  const shell::Invocation call = shell::invocation(command);
  if (std::ranges::find(non_readers, call.name) == std::end(non_readers)) return {};
  const bool by_wrapper = std::ranges::any_of(call.wrappers, [](std::string_view wrapper) {
    return wrapper == "xargs" || wrapper == "busybox" || wrapper == "strace" || wrapper == "exec";
  });
  const bool asks = (call.name == "rm" || call.name == "mv" || call.name == "cp" || call.name == "ln") &&
                    (call.has_option("interactive", 'i') || call.has_option({}, 'I'));
  const bool reads = std::ranges::any_of(call.arguments, [](const shell::Word* word) {
    return word->value == "-" || word->value.starts_with("/dev/") || word->value.starts_with("/proc/") ||
           word->value.starts_with("--files0-from") || starts_something(word->parts);
  });
  return by_wrapper || asks || reads ? std::string_view{} : call.name;
}

// `echo <<EOF > file`, where cat is meant: nothing else is echoed.
bool means_cat(const shell::Command& command) {
  return command.words.size() == 1 && command.words[0].value == "echo" && command.assignments.empty();
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      if (command.kind != shell::CommandKind::simple) return;
      const std::string_view name = non_reader(command);
      if (name.empty()) return;
      for (const shell::Redirection& redirection : command.redirections) {
        const std::string& op = redirection.op;
        if ((op != "<" && op != "<<" && op != "<<-" && op != "<<<") || !redirection.fd.empty()) continue;
        if (redirection.target.value.starts_with("/dev/")) continue;
        Report report{.span = redirection.span,
                      .message = std::string(name) + " does not read its input: this is lost",
                      .only_aliases = {"SC2217"}};
        if (means_cat(command) && place.editable) {
          report.edits = {{command.words[0].span, "cat"}};
          report.fix_description = "Use cat";
        }
        out.report(std::move(report));
        return;
      }
      if (place.at == 0) return;
      out.report({.span = place.here().pipeline.pipes[place.at - 1],
                  .message = std::string(name) + " does not read its input: what is piped to it is lost",
                  .only_aliases = {"SC2216"}});
    });
  }
}

constexpr std::string_view aliases[] = {"SC2216", "SC2217"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN find / -name '*.pyc' «|» rm -f && curl -fsS https://example.com «|» echo\n"},
    {"FROM debian:12\nRUN make «|» sudo mkdir -p /log\n"},
    {"FROM debian:12\nRUN rm «< /list»\n"},
    {"FROM debian:12\nRUN echo «<<EOF» > /etc/motd\nhello\nEOF\n",
     "FROM debian:12\nRUN cat <<EOF > /etc/motd\nhello\nEOF\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN find / -name '*.pyc' | xargs rm -f; yes | cp -i a b; ls | grep x; ls < /dev/null\n",
    "FROM debian:12\nRUN cat list | echo $(cat) && echo x | cp /dev/stdin /x && make | true\n",
    "FROM debian:12\nRUN cat <<EOF > /etc/motd\nhello\nEOF\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2216",
                                           "https://www.shellcheck.net/wiki/SC2217"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/pipe-to-non-reader",
    .title = "A command that reads nothing is given input",
    .help = "Hand over arguments, with xargs or $(…); to write a heredoc, use cat",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(`rm`, `cp`, `echo`, `mkdir` and the like take what they work on as arguments. In `find … | rm`, the names are lost and
nothing is deleted; `echo <<EOF > file` writes an empty line.

Use `xargs` (`find … -print0 | xargs -0 rm`), an option of the command itself (`find … -delete`), or `cat <<EOF`.

`true` is left alone, since `| true` is a way to drop a status, and so is a command that asks (`rm -i`) or has a
substitution in its arguments that may read.

The fix writes `cat` for an `echo` that has nothing but a heredoc. It is unsafe, as all that changes what a file gets. For
pipes there is none: how the names are to be handed over has to be decided.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_pipe_to_non_reader
