// SPDX-License-Identifier: Apache-2.0
#include "model/shell_script.h"

#include <string>
#include <string_view>

#include "model/dockerfile.h"
#include "model/shell_values.h"
#include "test.h"
#include "text/source.h"

namespace s1 {
namespace {

struct Parsed {
  explicit Parsed(const std::string& text) : source(text), file(dockerfile::File::parse(source)) {
    dockerfile::parse_scripts(file);
    runs = model::runs(file);
    shells = model::shell_scripts(file, runs);
  }
  Source source;
  dockerfile::File file;
  std::vector<model::Run> runs;
  std::vector<model::ShellScript> shells;
};

std::string_view name(model::Dialect dialect) {
  switch (dialect) {
    case model::Dialect::dash:
      return "dash";
    case model::Dialect::busybox:
      return "busybox";
    case model::Dialect::bash:
      return "bash";
    case model::Dialect::unknown:
      break;
  }
  return "?";
}

// The shell of each script and its first command.
std::string shells_of(const std::string& text) {
  const Parsed parsed(text);
  std::string result;
  for (const model::ShellScript& shell : parsed.shells) {
    const shell::Command& first = shell.script->items.at(0).pipeline.commands.at(0);
    result.append(name(shell.dialect)).append(shell.editable ? " " : "* ").append(first.words.at(0).value);
    result.append(shell.options.errexit ? " -e; " : "; ");
  }
  return result;
}

TEST_CASE("the shell of a script is what SHELL, the exec form, #! or the base image says") {
  CHECK(shells_of("FROM debian:12\nRUN a\nCMD b\nHEALTHCHECK CMD c\nONBUILD RUN d\n") ==
        "dash a; dash b; dash c; dash d; ");
  CHECK(shells_of("FROM alpine:3.22 AS x\nRUN a\nFROM x\nSHELL [\"/bin/bash\", \"-ec\"]\nRUN b\n") ==
        "busybox a; bash b -e; ");
  CHECK(shells_of("FROM fedora:43\nRUN dnf a\nRUN [\"ash\", \"-c\", \"b\"]\n") == "bash dnf; busybox* b; ");
  CHECK(shells_of("FROM debian:12\nRUN <<EOF\n#!/usr/bin/env bash\na\nEOF\nRUN <<EOF\n#!/bin/sh -e\nb\nEOF\n") ==
        "bash a; dash b -e; ");
  CHECK(shells_of("FROM debian:12\nRUN sudo bash -ec 'a; sh -c b' && su x -c c\n") ==
        "dash sudo; bash* a -e; dash* b; ?* c; ");
  // An image that is not known for sure: its package manager says it.
  CHECK(shells_of("FROM x\nRUN a\n") == "? a; ");
  CHECK(shells_of("FROM x\nRUN a\nRUN apk add b\n") == "busybox a; busybox apk; ");
  CHECK(shells_of("FROM x\nRUN apk add b || apt-get install b\n") == "? apk; ");
  CHECK(shells_of("FROM debian:12\nRUN ln -sf bash /bin/sh\nRUN a\n") == "? ln; ? a; ");
  CHECK(shells_of("FROM debian:12\nSHELL [\"powershell\"]\nRUN a\n").empty());
}

TEST_CASE("a command's place says who looks at its status") {
  const Parsed parsed(
      "FROM debian:12\n"
      "RUN a && b; if c; then d; else e; fi; f | g; ( h ); set -e; i; k() { l; }; echo \"`m`\" \"$(n)\"; ! o\n");
  std::string result;
  model::for_each_shell_command(parsed.shells.at(0), [&](const shell::Command& command, const model::ShellPlace& at) {
    if (command.kind != shell::CommandKind::simple) return;
    result.append(command.words[0].value).append(at.tested ? "?" : "").append(at.options.errexit ? "!" : "");
    result.append(at.in_child ? "c" : "").append(at.in_function ? "f" : "").append(at.editable ? " " : "* ");
  });
  CHECK(result == "a? b c? d e fc gc hc set i! l!f echo! m!c* n!c o?! ");
}

TEST_CASE("what is known of a variable's value") {
  const Parsed parsed(
      "FROM debian:12\nARG NONE\nARG WORD=a\nENV TWO=\"a b\" EMPTY=\n"
      "RUN L=x; M=\"$L/y\"; N=$(id -u); O=$(cat f); read -r R; for F in *.c; do ls; done; for G in a b; do ls; done; "
      "ls $NONE $WORD $TWO $EMPTY $L $M $N $O $R $F $G $OTHER ${NONE:-z} ${NONE:?} ${#NONE} $? $((1)) $(nproc)\n");
  model::ShellValues values(parsed.shells.at(0));
  std::string result;
  model::for_each_shell_command(parsed.shells.at(0), [&](const shell::Command& command, const model::ShellPlace&) {
    for (std::size_t i = 1; command.words.size() > 5 && i < command.words.size(); ++i) {
      const model::ShellValue value = values.of(command.words[i]);
      result.append(value.known ? "k" : "-").append(value.may_be_empty ? "e" : "-").append(value.may_split ? "s" : "-");
      result.append(value.set_here ? " " : "o ");
    }
  });
  CHECK(result == "-es k-- k-s ke- k-- k-- k-- -es -es -es k-- -eso --s --s k-- k-- k-- k-- ");
}

}  // namespace
}  // namespace s1
