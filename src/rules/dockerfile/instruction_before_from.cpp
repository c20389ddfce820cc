// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/instruction-before-from.
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_instruction_before_from {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  if (file.stages.empty()) return;
  for (const dockerfile::Instruction& each : file.instructions) {
    if (each.stage >= 0) break;
    if (each.kind == dockerfile::Kind::arg || each.kind == dockerfile::Kind::unknown) continue;
    Report report{
        .span = each.header,
        .message = std::string(dockerfile::name(each.kind)) + " stands before the first FROM: there is no image yet"};
    report.related.push_back({file.instructions[file.stages.front().from].header, "The first FROM"});
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3061"};

constexpr Bad bad[] = {
    {"# The tools\nARG VERSION=12\n«LABEL vendor=example»\n«ENV A=b»\nFROM debian:${VERSION}\n"},
};

constexpr std::string_view good[] = {
    "# syntax=docker/dockerfile:1\n\nARG VERSION=12\nFROM debian:${VERSION}\nLABEL vendor=example\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#format"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/instruction-before-from",
    .title = "An instruction stands before the first FROM",
    .help = "Move the instruction after the FROM of the stage that it is for",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(A Dockerfile begins with `FROM`; only comments, directives and `ARG` may stand before it. The builder
refuses anything else there.

Move the instruction after the `FROM` of the stage that it is for.

There is no fix: which of the stages it is for has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_instruction_before_from
