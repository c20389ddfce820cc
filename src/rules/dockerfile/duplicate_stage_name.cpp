// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/duplicate-stage-name.
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/chars.h"
#include "text/lower_case.h"

namespace s1::rules::dockerfile_duplicate_stage_name {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Stage& stage : file.stages) {
    if (!stage.name) continue;
    const auto same = file.stage_names.find(lower_case(stage.name->raw));
    if (same == file.stage_names.end() || same->second.front() >= stage.index) continue;
    Report report{.span = stage.name->span,
                  .message = "An earlier stage is named " + std::string(stage.name->raw) + " too; case does not count"};
    const dockerfile::Stage& first = file.stages[same->second.front()];
    report.related.push_back({file.instructions[first.from].header, "The first stage of that name"});
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3024", "DS-0012", "CKV_DOCKER_11", "buildkit:DuplicateStageName",
                                        "kics:f2daed12-c802-49cd-afed-fe41d0b82fed"};

constexpr Bad bad[] = {
    {"FROM golang:1.25 AS build\nFROM node:22 AS «build»\nFROM debian:12\nCOPY --from=build /app /app\n"},
    {"FROM golang:1.25 AS build\nFROM node:22 as «Build»\nFROM rust:1.90 AS «BUILD»\n"},
};

constexpr std::string_view good[] = {
    "FROM golang:1.25 AS go-build\nFROM node:22 AS node-build\n",
    "FROM golang:1.25\nFROM golang:1.25\n",
    "FROM debian:12 AS debian\nFROM debian AS run\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/build-checks/duplicate-stage-name/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/duplicate-stage-name",
    .title = "Two stages have the same name",
    .help = "Give every stage a name of its own",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(Of stages that share a name, `FROM name`, `COPY --from=name` and `--target name` reach one, and which one depends on where
they stand. A stage that is added later silently changes what they mean. Letter case does not tell names apart.

Give every stage a name of its own.

There is no fix: which of the stages keeps the name, and which one each use of it means, has to be decided. Builds
outside of the repository may name the stage too.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_duplicate_stage_name
