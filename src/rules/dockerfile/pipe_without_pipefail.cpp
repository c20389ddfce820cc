// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/pipe-without-pipefail.
#include <algorithm>
#include <utility>

#include "model/dockerfile.h"
#include "rules/pipefail_fix.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_pipe_without_pipefail {
namespace {

constexpr std::string_view never_failing[] = {"echo", "printf", "yes", "true", ":", "seq"};

bool cannot_fail(const shell::Command& command) {
  if (command.kind != shell::CommandKind::simple) return false;
  const std::string_view name = shell::name_of(command);
  if (name == "cat" && command.words.size() == 1 && !command.redirections.empty()) {
    return command.redirections.front().op.starts_with("<<");
  }
  return std::ranges::find(never_failing, name) != std::end(never_failing);
}

bool ignores_failure(const shell::Item& next) {
  if (next.joint != shell::Joint::or_else || next.pipeline.commands.empty()) return false;
  const std::string_view name = shell::name_of(next.pipeline.commands.front());
  return name == "true" || name == ":" || name == "echo";
}

// The pipelines whose last command is all that is asked: conditions, `! a | b`, `a | b || true`. Sorted.
std::vector<const shell::Pipeline*> exempt_pipelines(const shell::Script& script) {
  std::vector<const shell::Pipeline*> exempt;
  const auto add_condition = [&](const shell::Script& condition) {
    for (const shell::Item& item : condition.items) exempt.push_back(&item.pipeline);
  };
  shell::for_each_script(script, [&](const shell::Script& part) {
    for (std::size_t i = 0; i < part.items.size(); ++i) {
      const shell::Pipeline& pipeline = part.items[i].pipeline;
      if (pipeline.negated || (i + 1 < part.items.size() && ignores_failure(part.items[i + 1])))
        exempt.push_back(&pipeline);
      for (const shell::Command& command : pipeline.commands) {
        if (command.kind == shell::CommandKind::while_clause && !command.children.empty())
          add_condition(command.children[0]);
        if (command.kind != shell::CommandKind::if_clause) continue;
        for (std::size_t k = 0; k + 1 < command.children.size(); k += 2) add_condition(command.children[k]);
      }
    }
  });
  std::ranges::sort(exempt);
  return exempt;
}

// What the shell is started with: SHELL's options, or those of ["/bin/bash", "-o", "pipefail", "-c", "…"].
shell::Options initial_options(const dockerfile::File& file, const model::Run& run) {
  std::vector<std::string_view> arguments;
  const bool json = run.instruction->form == dockerfile::Form::json;
  for (const dockerfile::Word& word : json ? std::span(run.instruction->words) : file.shell_at(*run.owner))
    arguments.push_back(word.raw);
  if (arguments.empty()) return {};
  return shell::with_options(std::span(arguments).subspan(1));
}

void check(const model::Dockerfile& file, Sink& out) {
  PipefailFix fixes(file);
  for (const model::Run& run : file.runs) {
    const std::vector<const shell::Pipeline*> exempt = exempt_pipelines(*run.script);
    bool reported = false;  // once a RUN: one `set -o pipefail` is the answer to all
    shell::for_each_pipeline(
        *run.script, initial_options(file.tree, run), [&](const shell::Pipeline& pipeline, shell::Options options) {
          if (reported || options.pipefail || pipeline.pipes.empty() || std::ranges::binary_search(exempt, &pipeline))
            return;
          const auto before_last = std::ranges::subrange(pipeline.commands.begin(), pipeline.commands.end() - 1);
          const auto failing = std::ranges::find_if_not(before_last, cannot_fail);
          if (failing == before_last.end()) return;
          reported = true;
          Report report{
              .span = pipeline.pipes[static_cast<std::size_t>(failing - pipeline.commands.begin())],
              .message = "A failure before this pipe is lost: the pipeline's status is that of its last command"};
          PipefailFix::Result fix = fixes.fix(run);
          if (!fix.edits.empty()) {
            report.edits = std::move(fix.edits);
            report.fix_description = std::move(fix.description);
          }
          out.report(std::move(report));
        });
  }
}

constexpr std::string_view aliases[] = {"DL4006", "kics:efbf148a-67e9-42d2-ac47-02fa1c0d0b22"};

constexpr Bad bad[] = {
    {"from debian:12\nrun make «|» tee log\n",
     "from debian:12\nshell [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nrun make | tee log\n"},
    {"FROM debian:12\nRUN true\n# the tools\nRUN curl -fsSL https://example.com/a.tgz «|» tar -xz -C /opt && make | "
     "tee log\nCMD [\"a\"]\n",
     "FROM debian:12\nRUN true\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n# the tools\nRUN curl -fsSL "
     "https://example.com/a.tgz | tar -xz -C /opt && make | tee log\nCMD [\"a\"]\n"},
    {"FROM alpine:3.20\nRUN make «|» tee log\nRUN set -eux; \\\n    make «|» tee log\n",
     "FROM alpine:3.20\nRUN set -o pipefail && make | tee log\nRUN set -euxo pipefail; \\\n    make | tee log\n"},
    {"FROM registry.example.com/a:1\nSHELL [\"/bin/bash\", \"-c\"]\nRUN <<EOF\nsleep 9 &\nmake «|» tee log\nEOF\n",
     "FROM registry.example.com/a:1\nSHELL [\"/bin/bash\", \"-c\"]\nRUN <<EOF\nset -o pipefail; sleep 9 &\nmake | tee "
     "log\nEOF\n"},
    // No fix: head ends before its input does; grep fails where it finds nothing; a shell that nobody knows; a CMD that
    // bash would start; an echo that bash would write differently.
    {"FROM alpine:3.20\nRUN ps «|» head -1\nRUN dmesg «|» grep x | wc -l\n"},
    {"FROM registry.example.com/a:1\nRUN make «|» tee log\n"},
    {"FROM debian:12\nRUN make «|» tee log\nCMD server\n"},
    {"FROM debian:12\nRUN make «|» tee log\nRUN echo 'a\\nb' > c\n"},
    {R"file(FROM debian:12
RUN set -eux; \
    echo start | tee log; \
    VERSION="$(curl -fsS https://example.com/v.json «|» jq -r .version)";
    echo "$VERSION"
)file",
     R"file(FROM debian:12
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN set -eux; \
    echo start | tee log; \
    VERSION="$(curl -fsS https://example.com/v.json | jq -r .version)";
    echo "$VERSION"
)file"},
    {"FROM alpine:3.20 AS a\nSHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]\nFROM alpine:3.20\nRUN make «|» tee "
     "log\n",
     "FROM alpine:3.20 AS a\nSHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]\nFROM alpine:3.20\nRUN set -o "
     "pipefail && make | tee log\n"},
    {"FROM debian:12\nRUN (set -o pipefail; make | tee log) && bash -c 'make «|» tee log'\n"},
    {"FROM debian:12\nRUN [\"/bin/bash\", \"-c\", \"make «|» tee log\"]\n",
     "FROM debian:12\nRUN [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\", \"make | tee log\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl -fsSL https://example.com/a.tgz "
    "| tar -xz -C /opt\n",
    "FROM alpine:3.20 AS base\nSHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]\nFROM base\nRUN make | tee "
    "log\n",
    "FROM alpine:3.20\nRUN set -euo pipefail; make | tee log\n",
    "FROM debian:12\nRUN bash -o pipefail -c 'make | tee log' && bash -c 'set -o pipefail && make | tee log'\n",
    "FROM debian:12\nRUN [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\", \"make | tee log\"]\n",
    "FROM debian:12\nRUN echo \"9f2c…  /a.tgz\" | sha256sum -c - && yes | make install && printf 'a\\n' | tee "
    "/etc/x\n",
    "FROM debian:12\nRUN if ldd /app | grep -q 'not found'; then exit 1; fi && ps | grep x || true && echo 'a | "
    "b'\n",
    "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"powershell\", \"-Command\"]\nRUN Get-Process | "
    "Sort-Object\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/best-practices/#using-pipes"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/pipe-without-pipefail",
    .title = "A failing command before a pipe does not fail the build",
    .help =
        "Use SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"], or `set -o pipefail` where the shell is bash or "
        "BusyBox",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(A pipeline has the status of its last command. In `curl … | tar -x`, a download that fails is noticed
only if `tar` happens to fail over what it got; in `make | tee log`, never. The build goes on and the image is
broken.

Set `pipefail`: for all of a stage with `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` (Alpine: `["/bin/ash", "-eo",
"pipefail", "-c"]`), or in one `RUN` with `set -o pipefail`. Debian's and Ubuntu's `/bin/sh` does not know the
option and needs bash. With it, `… | head` may fail because the command before `head` is cut off.

Options count where they are in effect: from `SHELL` (also of a stage that this one is `FROM`), `set`, and a shell's
own arguments; those set in a subshell end with it. Pipelines are left alone whose first commands cannot fail (`echo
… | sha256sum -c`), that are a condition, or whose failure is ignored with `|| true`. PowerShell and cmd are not
judged.

The fix is unsafe: a step that failed unnoticed until now fails the build. Where the shell is bash or BusyBox's, by
`SHELL`, by the base image or because the stage uses apk, the `RUN` gets `set -o pipefail`. Where `/bin/sh` is dash,
the stage gets a `SHELL` with bash, which then runs its later steps too. It is not offered where the option would
break what works: a reader that stops early (`head`, `grep -q`), a command that fails to say no (`grep`, `diff`) or is
always cut off (`yes`), a `CMD` in shell form or an `echo` with a backslash that bash would get.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_pipe_without_pipefail
