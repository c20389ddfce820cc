// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/reserved-stage-name.
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "text/lower_case.h"

namespace s1::rules::dockerfile_reserved_stage_name {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Stage& stage : file.stages) {
    if (!stage.name) continue;
    const std::string name = lower_case(stage.name->raw);
    if (name == "scratch")
      out.report({.span = stage.name->span, .message = "FROM scratch is the empty image, not this stage"});
    else if (name == "context")
      out.report(
          {.span = stage.name->span, .message = "context is the name of the build context, not only of this stage"});
  }
}

constexpr std::string_view aliases[] = {"DL3063", "buildkit:ReservedStageName"};

constexpr Bad bad[] = {
    {"FROM debian:12 AS «scratch»\nFROM debian:12 as «Context»\nRUN make\n"},
};

constexpr std::string_view good[] = {
    "FROM scratch AS base\nFROM base AS from-scratch\nCOPY --from=context / /\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/build-checks/reserved-stage-name/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/reserved-stage-name",
    .title = "A stage has a name that means something else",
    .help = "Give the stage another name than scratch and context",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(`scratch` is the empty image and `context` the files that are sent to the builder. A stage of that name is
not reached by `FROM scratch`, and `--from=context` may mean either.

Give the stage a name of its own.

There is no fix: the name has to be chosen, and builds outside of the file may ask for the stage by the old one.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_reserved_stage_name
