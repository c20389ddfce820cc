// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/variable-in-single-quotes.
#include <algorithm>
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "model/shell_values.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_variable_in_single_quotes {
namespace {

// They take names, addresses and versions; nothing in them reads $NAME later, as awk, sed, sh and make do.
constexpr std::string_view commands[] = {
    "[",       "test",     "curl",    "wget",     "tar",   "unzip", "cp",   "mv",  "rm",      "mkdir",
    "cd",      "ln",       "chmod",   "chown",    "touch", "pip",   "pip3", "apk", "apt-get", "useradd",
    "usermod", "groupadd", "adduser", "addgroup", "cargo", "go",    "git",  "ls",  "cat",     "export"};

bool is_name_char(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
}

// The names after each $ in the text; false where one is followed by something else.
bool names_in(std::string_view text, std::vector<std::string_view>& names) {
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    const std::size_t begin = at + 1 + (at + 1 < text.size() && text[at + 1] == '{' ? 1 : 0);
    std::size_t end = begin;
    while (end < text.size() && is_name_char(text[end])) ++end;
    const bool braces = begin == at + 2;
    if (end == begin || text[begin] <= '9' || (braces && (end == text.size() || text[end] != '}'))) return false;
    names.push_back(text.substr(begin, end - begin));
  }
  return !names.empty();
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    model::ShellValues values(shell);
    const Source& source = *shell.file->source;
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      const shell::Invocation call = shell::invocation(command);
      if (std::ranges::find(commands, call.name) == std::end(commands)) return;
      // npm and the settings of pip and git put variables in themselves, when they are used.
      if ((call.name == "pip" || call.name == "pip3" || call.name == "git") &&
          (call.subcommand() == nullptr ||
           (call.subcommand()->value != "clone" && call.subcommand()->value != "install")))
        return;
      for (const shell::Word* word : call.arguments) {
        for (const shell::Part& part : word->parts) {
          const std::string_view written = source.slice(part.span);
          std::vector<std::string_view> names;
          if (part.kind != shell::PartKind::single_quoted || !written.starts_with('\'')) continue;
          if (!names_in(part.text, names)) continue;
          const bool all_set = std::ranges::all_of(names, [&](std::string_view name) {
            shell::Part use;
            use.kind = shell::PartKind::parameter;
            use.text = name;
            return values.of(use).set_here;
          });
          if (!all_set) continue;
          Report report{.span = part.span,
                        .message = "In single quotes $" + std::string(names.front()) + " is not the variable's value"};
          const bool plain =
              written.size() == part.text.size() + 2 && part.text.find_first_of("\\\"`!\n") == std::string::npos;
          if (place.editable && plain) {
            report.edits = {{{part.span.begin, part.span.begin + 1}, "\""}, {{part.span.end - 1, part.span.end}, "\""}};
            report.fix_description = "Use double quotes";
          }
          out.report(std::move(report));
        }
      }
    });
  }
}

constexpr std::string_view aliases[] = {"SC2016"};

constexpr Bad bad[] = {
    {"FROM debian:12\nARG VERSION=1.2\nRUN curl -fsSLO «'https://example.com/app-$VERSION.tgz'»\n",
     "FROM debian:12\nARG VERSION=1.2\nRUN curl -fsSLO \"https://example.com/app-$VERSION.tgz\"\n"},
    {"FROM golang:1.25\nARG V\nRUN go build -ldflags «'-X main.version=${V}'» . && [ «'$V'» != x ]\n",
     "FROM golang:1.25\nARG V\nRUN go build -ldflags \"-X main.version=${V}\" . && [ \"$V\" != x ]\n"},
    // No fix: the text has double quotes.
    {"FROM debian:12\nARG V\nRUN mkdir «'/a \"$V\"'»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nARG V=1\nRUN curl -O \"https://example.com/$V\" && mkdir '/$other' '/a$' && cp '$1' '$(V)'\n",
    "FROM debian:12\nENV V=1\nRUN echo 'export P=$V' >> /root/.profile; awk '{ print $V }' a; sh -c 'echo $V'\n",
    "FROM debian:12\nARG T\nRUN npm config set a '${T}' && pip config set global.index-url 'https://$T@x'\n",
    "FROM debian:12\nENV V=1\nRUN curl -O $'https://example.com/$V'\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2016"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/variable-in-single-quotes",
    .title = "A variable stands in single quotes, where it has no value",
    .help = "Use double quotes",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(In single quotes the shell puts in nothing: `curl 'https://example.com/app-$VERSION.tgz'` asks for a file with a dollar
in its name.

Use double quotes.

Reported where the name is that of an `ARG`, an `ENV` or a variable of the script, in the arguments of commands that take
names, addresses and versions. ShellCheck reports it for nearly all commands; but `awk`, `sed`, `sh -c` and `make` have a `$`
of their own, and `echo '… $PATH'` is mostly written to a file that is read later.

The fix writes double quotes where the text has nothing else that they would change. It is unsafe: another name or address
is then used.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_variable_in_single_quotes
