// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/redundant-platform.
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_redundant_platform {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Stage& stage : file.stages) {
    const dockerfile::Instruction& from = file.instructions[stage.from];
    const dockerfile::Flag* flag = from.flag("platform");
    if (flag == nullptr || (flag->value != "$TARGETPLATFORM" && flag->value != "${TARGETPLATFORM}")) continue;
    if (expand(file, from, {flag->value_span, flag->value}).known) continue;  // an ARG gives it a value of its own
    Report report{.span = flag->span, .message = "TARGETPLATFORM is the platform of FROM by default"};
    const Span gone{flag->span.begin, stage.image.span.begin};
    if (from.flags.size() == 1 && !stage.image.raw.empty() && !holds_comment(file, gone)) {
      report.edits = {{gone, {}}};
      report.fix_description = "Leave the platform out";
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3065", "buildkit:RedundantTargetPlatform"};

constexpr Bad bad[] = {
    {"FROM «--platform=$TARGETPLATFORM» debian:12 AS run\n", "FROM debian:12 AS run\n"},
    {"FROM «--platform=\"${TARGETPLATFORM}\"» \\\n  debian:12\n", "FROM debian:12\n"},
    // No fix: it would take a comment away.
    {"FROM «--platform=$TARGETPLATFORM» \\\n# the system\n  debian:12\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\n",
    "FROM --platform=$BUILDPLATFORM debian:12\n",
    "FROM --platform=${TARGETPLATFORM:-linux/amd64} debian:12\n",
    "ARG TARGETPLATFORM=linux/arm64\nFROM --platform=$TARGETPLATFORM debian:12\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/build-checks/redundant-target-platform/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/redundant-platform",
    .title = "FROM names the target platform, which it has by default",
    .help = "Leave --platform=$TARGETPLATFORM out",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`FROM` takes the image for the platform that the build is for. `--platform=$TARGETPLATFORM` says the same
again, and makes a reader look for the reason.

Leave the flag out. The fix does that. It is not offered where a comment stands behind the flag.

An `ARG TARGETPLATFORM=…` before `FROM` that gives the variable a value of its own makes the flag mean something; then
it is not reported.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_redundant_platform
