// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/password-set.
#include <algorithm>
#include <string>

#include "model/command_line.h"
#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_password_set {
namespace {

constexpr model::OptionSyntax useradd_options{"bcdefgGkKlprsuZR", {}};

// `!` and `*` are no passwords: with them nobody can log in by one.
bool is_locked(std::string_view hash) {
  return hash.starts_with('!') || hash.starts_with('*');
}

bool sets_password(const model::Call& call) {
  if (call.name == "chpasswd") return true;
  if (call.name == "passwd") return call.reads_pipe || call.has_option("stdin") || call.has_option("delete", 'd');
  if (call.name != "useradd" && call.name != "usermod") return false;
  const model::CommandLine line = model::read_command_line(call.arguments, useradd_options);
  return std::ranges::any_of(line.options, [](const model::Option& option) {
    return (option.name == "p" || option.name == "password") && !is_locked(option.value);
  });
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      if (call.word == nullptr || !sets_password(call)) continue;
      out.report({.span = call.word->span,
                  .message = "A password that " + std::string(call.name) +
                             " sets here is the same in every container, and in the image for all to read"});
    }
  }
}

constexpr std::string_view aliases[] = {"CKV2_DOCKER_17"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN echo 'root:secret' | «chpasswd»\n"},
    {"FROM debian:12\nRUN useradd app && «/usr/sbin/chpasswd» -e < /tmp/users\n"},
    {"FROM fedora:41\nRUN echo secret | «passwd» --stdin root && «passwd» -d app\n"},
    {"FROM debian:12\nRUN «useradd» -m -p '$6$salt$hash' app && «usermod» --password=x app\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN useradd -r app && usermod -p '*' app && passwd -l root\n",
    "FROM debian:12\nRUN useradd -u 1000 -g app -s /bin/sh -- app && echo chpasswd && grep chpasswd README\n",
    "FROM debian:12\nRUN getent passwd && man chpasswd\n",
};

constexpr std::string_view references[] = {"https://manpages.debian.org/bookworm/passwd/chpasswd.8.en.html",
                                           "https://docs.docker.com/build/building/secrets/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/password-set",
    .title = "A build sets or removes an account's password",
    .help = "Leave accounts without a password; give access through keys or secrets at run time",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(A password that a build sets with `chpasswd`, `passwd` or `useradd -p` is the same in every container, stands in the
Dockerfile or the build's log, and its hash can be read from the image and tried offline. An account whose password is
removed can be entered without one.

A container needs no passwords: start it as the user that it runs as (`USER`), and give root rights from outside. Where
something does log in (an SSH server for tests), use keys that are mounted, or set the password when the container starts,
from a secret.

`passwd -l` and the passwords `!` and `*`, with which nobody can log in, are not reported. `chpasswd` is reported wherever
it runs, a builder too: the password is in the repository.

There is no fix: what needs the password has to be given another way in.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_password_set
