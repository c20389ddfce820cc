// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unquoted-expansion.
#include <string>

#include "model/dockerfile.h"
#include "model/shell_values.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"
#include "rules/word_splitting.h"

namespace s1::rules::dockerfile_unquoted_expansion {
namespace {

using shell::Part;
using shell::PartKind;

bool is_all_arguments(const Part& part) {
  return part.kind == PartKind::parameter && part.prefix == '\0' &&
         (((part.text == "@" || part.text == "*") && part.detail.empty()) || part.detail == "[@]" ||
          part.detail == "[*]");
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    model::ShellValues values(shell);
    const auto report = [&](const shell::Word& word, const Part& part, const model::ShellPlace& place,
                            std::string_view alias, std::string message) {
      Report result{.span = part.span, .message = std::move(message), .only_aliases = {alias}};
      result.edits = quote(shell, place, word, part);
      if (!result.edits.empty()) result.fix_description = "Put it in double quotes";
      out.report(std::move(result));
    };
    const auto check_all_arguments = [&](const shell::Word& word, const model::ShellPlace& place) {
      for (const Part* part : unquoted_expansions(word)) {
        if (!is_all_arguments(*part)) continue;
        const bool star = part->text == "*" || part->detail == "[*]";
        Report result{.span = part->span,
                      .message = "Without quotes the arguments are split at their blanks: \"$@\" keeps each whole",
                      .only_aliases = {star ? "SC2048" : "SC2068"}};
        if (place.editable && word.parts.size() == 1) {
          const std::string all = part->detail.empty() ? "\"$@\"" : "\"${" + part->text + "[@]}\"";
          result.edits = {{part->span, all}};
          result.fix_description = "Use " + all;
        }
        out.report(std::move(result));
        break;
      }
    };
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      if (command.kind == shell::CommandKind::for_clause)
        for (const shell::Word& word : command.words) check_all_arguments(word, place);
      if (command.kind != shell::CommandKind::simple) return;
      for (const shell::Word& word : command.words) check_all_arguments(word, place);
      const shell::Invocation call = shell::invocation(command);
      for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        const shell::Word& word = *call.arguments[i];
        const ArgumentUse use = use_of(call, i);
        if (use == ArgumentUse::other || word.value.starts_with('-')) continue;
        for (const Part* part : unquoted_expansions(word)) {
          if (is_all_arguments(*part) || !splitting_matters(values, word, *part, use)) continue;
          const bool variable = part->kind == PartKind::parameter;
          const std::string what = variable ? "$" + part->text : "The output";
          const bool by_emptiness = use == ArgumentUse::condition || use == ArgumentUse::folder;
          report(word, *part, place, variable ? "SC2086" : "SC2046",
                 what + (by_emptiness ? " is no argument at all where it is empty, and several where it has blanks"
                                      : " is split at its blanks, and then names other files"));
          break;
        }
      }
    });
  }
}

constexpr std::string_view aliases[] = {"SC2086", "SC2046", "SC2068", "SC2048"};

constexpr Bad bad[] = {
    {"FROM debian:12\nARG DEBUG\nRUN if [ «$DEBUG» = yes ]; then make debug; fi\n",
     "FROM debian:12\nARG DEBUG\nRUN if [ \"$DEBUG\" = yes ]; then make debug; fi\n"},
    {"FROM debian:12\nARG MODE=\"\"\nRUN [ -n «$MODE» ] && echo \"$MODE\" > /etc/mode\n",
     "FROM debian:12\nARG MODE=\"\"\nRUN [ -n \"$MODE\" ] && echo \"$MODE\" > /etc/mode\n"},
    {"FROM debian:12\nARG TARGET_DIR\nRUN cd «$TARGET_DIR» && rm -rf «${TARGET_DIR}»/cache/*.bin\n",
     "FROM debian:12\nARG TARGET_DIR\nRUN cd \"$TARGET_DIR\" && rm -rf \"${TARGET_DIR}\"/cache/*.bin\n"},
    {"FROM debian:12\nENV NAME=\"My App\"\nRUN mv /tmp/build /opt/«$NAME»/bin\n",
     "FROM debian:12\nENV NAME=\"My App\"\nRUN mv /tmp/build \"/opt/$NAME/bin\"\n"},
    {"FROM debian:12\nRUN for f in /srv/*; do mv «$f» /opt/; done\n",
     "FROM debian:12\nRUN for f in /srv/*; do mv \"$f\" /opt/; done\n"},
    {"FROM debian:12\nRUN cd «$(cat /where)» && [ «`cat /mode`» = a ]\n",
     "FROM debian:12\nRUN cd \"$(cat /where)\" && [ \"`cat /mode`\" = a ]\n"},
    {"FROM debian:12\nENTRYPOINT [\"/bin/sh\", \"-c\", \"exec server «$@»\", \"--\"]\n"},
    {"FROM debian:12\nRUN run() { nice «$*»; for a in «$@»; do echo \"$a\"; done; }; run make\n",
     "FROM debian:12\nRUN run() { nice \"$@\"; for a in \"$@\"; do echo \"$a\"; done; }; run make\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nARG DEBUG=no\nENV DIR=/srv\nRUN if [ $DEBUG = yes ]; then rm -rf $DIR/x; fi\n",
    "FROM debian:12\nARG DEBUG\nRUN if [ \"$DEBUG\" = yes ] || [ x$DEBUG = xon ]; then echo $DEBUG; fi\n",
    // A list is meant; a version; a number.
    "FROM debian:12\nENV JUNK=\"/a /b\"\nARG OLD_FILES\nRUN rm -rf $JUNK $OLD_FILES $(cat /list)\n",
    "FROM debian:12\nARG VERSION\nRUN rm /tmp/app-$VERSION.tgz && [ $(id -u) -eq 0 ]\n",
    "FROM debian:12\nARG OWNER\nARG MODE\nRUN chown -R $OWNER:$OWNER /srv && chmod $MODE /srv/x\n",
    "FROM debian:12\nRUN X=; make && X=yes; [ $X = yes ] || exit 1\n",
    "FROM debian:12\nRUN make; [ $? -eq 0 ] && T=$(mktemp -d) && cd $T && for d in a b; do rm $d; done\n",
    // What the base image sets.
    "FROM registry.example.com/go:1\nRUN cd $GOPATH/src && rm -rf $HOME/.cache\n",
    "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nARG DEBUG\nRUN [[ $DEBUG = yes ]] || exit 0\n",
    "FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL [\"powershell\"]\nARG D\nRUN cd $D; rm $D\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2086",
                                           "https://www.shellcheck.net/wiki/SC2046",
                                           "https://www.shellcheck.net/wiki/SC2068"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unquoted-expansion",
    .title = "A variable without quotes may be several arguments, or none",
    .help = "Put it in double quotes",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(The shell splits what `$X` or `$(…)` gives at its blanks, and an empty one is no argument at all. So `[ $MODE = on ]`
is an error when MODE is empty, `[ -n $MODE ]` is then true, `cd $DIR` goes home, and `rm -rf $DIR/old` deletes
something else when a blank is in DIR.

Write `"$X"` and `"$(…)"`; all arguments of a script or function are `"$@"`.

Reported only where it matters: the conditions of `[` and `test`, `cd`, and the files of `rm`, `mv`, `cp`, `ln`, `chmod`
and `chown`; `$@` and `$*` everywhere. The value counts: an `ENV`, an `ARG` with a default or an assignment in the script
whose text has no blanks is left alone, and so are numbers, variables that the base image sets, versions inside a
name, and names that say that a list is meant (`$FILES`, `$APT_OPTS`). ShellCheck reports each variable everywhere.

The fix is unsafe: what is split on purpose becomes one argument.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unquoted_expansion
