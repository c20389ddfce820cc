// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/cd-instead-of-workdir.
#include <algorithm>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/workdir_fix.h"

namespace s1::rules::dockerfile_cd_instead_of_workdir {
namespace {

// Folders that no one wants to be in when the container runs.
bool is_temporary(std::string_view folder) {
  return folder == "/tmp" || folder.starts_with("/tmp/") || folder == "/var/tmp" || folder.starts_with("/var/tmp/");
}

// The only command of a pipeline, where that is a simple one.
const shell::Command* simple(const shell::Item& item) {
  const shell::Pipeline& pipeline = item.pipeline;
  if (item.background || pipeline.commands.size() != 1 || pipeline.commands[0].kind != shell::CommandKind::simple)
    return nullptr;
  return &pipeline.commands[0];
}

// The `cd` that decides where all of the script runs: nothing before it but what WORKDIR does too or what does not
// care, and no other one after it.
const shell::Command* leading_cd(const shell::Script& script) {
  const shell::Command* found = nullptr;
  for (const shell::Item& item : script.items) {
    const shell::Command* command = simple(item);
    const std::string_view name = command == nullptr ? std::string_view{} : shell::name_of(*command);
    if (found != nullptr) {
      if (name == "cd" || name == "pushd" || item.joint == shell::Joint::or_else) return nullptr;
    } else if (name == "cd") {
      found = command;
    } else if (name != "set" && name != "mkdir" && name != "export") {
      return nullptr;
    }
  }
  return found;
}

void check(const model::Dockerfile& file, Sink& out) {
  const WorkdirFix fix(file);
  for (const model::Run& run : file.runs) {
    const shell::Command* cd = leading_cd(*run.script);
    if (cd == nullptr || cd->words.size() != 2 || !cd->words[1].literal || cd->words[1].value.starts_with('-'))
      continue;
    const std::string& folder = cd->words[1].value;
    if (cd == simple(run.script->items.back())) {
      out.report({.span = cd->span,
                  .message = "This cd ends with its RUN: the next instruction is back in the working folder"});
    } else if (!is_temporary(folder)) {
      Report report{.span = cd->span, .message = "All of this RUN runs in " + folder + ", which WORKDIR says better"};
      fix.add(report, run, *cd);
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3003", "DS-0013", "kics:f4a6bcd3-e231-4acf-993c-aa027be50d2e"};

constexpr Bad bad[] = {
    {"FROM debian:12\n# the app\nRUN «cd /srv/app» && \\\n    make install\nCMD [\"app\"]\n",
     "FROM debian:12\nWORKDIR /srv/app\n# the app\nRUN make install\nCMD [\"app\"]\n"},
    {"FROM debian:12\nRUN «cd /srv/app»; make\nCOPY a /srv/b\nWORKDIR /\nRUN make install\n",
     "FROM debian:12\nWORKDIR /srv/app\nRUN make\nCOPY a /srv/b\nWORKDIR /\nRUN make install\n"},
    {"FROM debian:12\nWORKDIR /srv/app\nCOPY . .\nRUN «cd /srv/app» && make\nCOPY . .\n",
     "FROM debian:12\nWORKDIR /srv/app\nCOPY . .\nRUN make\nCOPY . .\n"},
    {"from debian:12\nrun «cd /srv/app» && make\n", "from debian:12\nworkdir /srv/app\nrun make\n"},
    // No fix: what comes after would move; the first of two decides; the mount's path may be relative.
    {"FROM debian:12\nRUN «cd /srv/app» && make\nRUN make install\n"},
    {"FROM debian:12\nRUN «cd /srv/app» && make\nCOPY a b\n"},
    {"FROM debian:12 AS a\nRUN «cd /srv/app» && make\nFROM a\n"},
    {"FROM debian:12\nRUN --mount=type=cache,target=b «cd /srv/app» && make\n"},
    {R"(FROM debian:12
RUN set -eux; \
    mkdir -p /srv/app; \
    «cd /srv/app»; \
    make
)"},
    {"FROM debian:12\nRUN «cd /tmp»\nRUN make\n"},
    {"FROM debian:12\nRUN <<EOF\n«cd src»\nmake\nEOF\n"},
    {"FROM debian:12\nONBUILD RUN «cd ..» && make\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nWORKDIR /srv/app\nRUN make install\n",
    "FROM debian:12\nRUN (cd /srv/app && make) && bash -c 'cd /srv && make'\n",
    "FROM debian:12\nRUN git clone https://example.com/x.git && cd x && make && cd .. && rm -rf x\n",
    "FROM debian:12\nRUN cd /srv/a && make && cd /srv/b && make\n",
    "FROM debian:12\nRUN cd /tmp && curl -fsSLO https://example.com/a.tgz && tar -xf a.tgz -C /opt && rm a.tgz\n",
    "FROM debian:12\nRUN cd \"$BUILD_DIR\" && make\n",
    "FROM debian:12\nRUN cd /opt/x || exit 1; echo cd /srv\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/best-practices/#workdir"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/cd-instead-of-workdir",
    .title = "cd is used where WORKDIR is meant",
    .help = "Write WORKDIR before the RUN; or `(cd …; …)` for a step that must not move the rest",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(Every `RUN` starts in the folder that the last `WORKDIR` names. A `cd` holds for its own `RUN` alone: one
that stands by itself does nothing, and one at the head of every `RUN` is a `WORKDIR` written over and over, that a
reader must find in the middle of commands.

Write `WORKDIR` once; it also makes the folder. A step that must not move the others can be a subshell: `(cd src &&
make)`.

Only a `cd` is reported that decides where the whole `RUN` runs, or that has no effect. Moving about inside one
`RUN` (clone, build, go back, delete) cannot be said with `WORKDIR` and is left alone, as are subshells, `/tmp`, and
folders that only the shell knows.

The fix takes a `cd` with an absolute path from the head of a `RUN` and writes `WORKDIR` before it; where `WORKDIR` is
that folder already, the `cd` just goes. It is offered only where nothing later in the stage depends on the folder:
another `WORKDIR`, a `RUN` that begins with a `cd` of its own, a `COPY` to an absolute path. It is unsafe where the
folder becomes the one in which the container starts, and after `cd …;`, which may have failed unnoticed: `WORKDIR`
makes the folder.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_cd_instead_of_workdir
