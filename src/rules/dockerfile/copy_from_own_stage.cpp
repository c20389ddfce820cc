// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/copy-from-own-stage.
#include "model/dockerfile_stage.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_copy_from_own_stage {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  for (const model::FileSource& source : model::file_sources(file)) {
    if (!source.known || !model::is_own_stage(source) || file.find_stage(source.name, *source.stage) != nullptr)
      continue;
    out.report(
        {.span = source.span, .message = "A stage cannot take files from itself: " + source.name + " is this one"});
  }
}

constexpr std::string_view aliases[] = {"DL3023", "DS-0006", "kics:cdddb86f-95f6-4fc4-b5a1-483d9afceb2b"};

constexpr Bad bad[] = {
    {"FROM golang:1.25 AS build\nCOPY --from=«build» /app /app\n"},
    {"FROM golang:1.25\nFROM debian:12 AS Run\nCOPY --from=«1» /app /app\nCOPY --from=«run» /app /app\n"},
    {"FROM golang:1.25 AS build\nRUN «--mount=type=bind,from=build,target=/src» make\n"},
};

constexpr std::string_view good[] = {
    "FROM golang:1.25 AS build\nFROM debian:12 AS run\nCOPY --from=build /app /app\nCOPY --from=0 /app /app\n",
    // The earlier stage of that name is meant.
    "FROM golang:1.25 AS build\nFROM debian:12 AS build\nCOPY --from=build /app /app\n",
    "FROM golang:1.25 AS build\nRUN cp -r /app /srv\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy---from"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/copy-from-own-stage",
    .title = "A stage copies files from itself",
    .help = "Name the earlier stage that is meant, or use RUN cp",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(`COPY --from=` and `RUN --mount=from=` reach stages that come before. A stage does not reach itself: the name is taken for
an image of that name on the registry, or the number is refused. Either way the build fails, or takes the wrong files.

Name the earlier stage that is meant. To copy inside one stage, use `RUN cp`.

Where an earlier stage has the same name, that one is reached, and nothing is reported.

There is no fix: whether an earlier stage is meant, an image of that name, or a copy inside the stage, is known to its
author alone.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_copy_from_own_stage
