// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/numbered-stage.
#include <optional>
#include <string>

#include "rules/keyword_case.h"
#include "rules/rule.h"
#include "rules/stage_uses.h"

namespace s1::rules::dockerfile_numbered_stage {
namespace {

bool is_number(std::string_view name) {
  return !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos;
}

// Names the stage where it has none, and puts its name where its number is.
void add_fix(Report& report, const dockerfile::File& file, const dockerfile::Stage& stage, Span number) {
  if (stage.name) {
    report.edits = {{number, std::string(stage.name->raw)}};
    report.fix_description = "Use the stage's name";
    return;
  }
  const dockerfile::Instruction& from = file.instructions[stage.from];
  const std::string name = "stage-" + std::to_string(stage.index);
  if (from.words.size() != 1 || file.stage_names.contains(name)) return;
  const std::uint32_t end = from.words.back().span.end;
  report.edits = {{{end, end}, " " + keyword_in(is_small(from.keyword_text), "AS") + " " + name}, {number, name}};
  report.fix_description = "Name the stage " + name;
}

void check(const dockerfile::File& file, Sink& out) {
  for (const model::FileSource& source : model::file_sources(file)) {
    if (!source.known || !is_number(source.name)) continue;
    const dockerfile::Stage* stage = file.find_stage(source.name, *source.stage);
    if (stage == nullptr) continue;
    Report report{.span = source.span,
                  .message = "The stage is named by its number, which changes with the stages before it"};
    report.related.push_back({file.instructions[stage->from].header, "The stage that is meant"});
    if (const std::optional<Span> number = name_span(file, source)) add_fix(report, file, *stage, *number);
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"kics:68a51e22-ae5a-4d48-8e87-b01a323605c9"};

constexpr Bad bad[] = {
    {"FROM golang:1.25\nFROM node:22 AS web\nFROM debian:12\nCOPY --from=«0» /a /a\nCOPY --from=«1» /b /b\n"
     "RUN «--mount=type=bind,from=0,target=/c» make\n",
     "FROM golang:1.25 AS stage-0\nFROM node:22 AS web\nFROM debian:12\nCOPY --from=stage-0 /a /a\nCOPY --from=web /b "
     "/b\n"
     "RUN --mount=type=bind,from=stage-0,target=/c make\n"},
    {"from golang:1.25\nfrom debian:12\ncopy --from=«0» /a /a\n",
     "from golang:1.25 as stage-0\nfrom debian:12\ncopy --from=stage-0 /a /a\n"},
    // No fix: a stage has the name; the number is in a variable.
    {"FROM golang:1.25\nFROM node:22 AS stage-0\nCOPY --from=«0» /a /a\n"},
    {"ARG FIRST=0\nFROM golang:1.25\nFROM node:22\nARG FIRST\nCOPY --from=«$FIRST» /a /a\n"},
};

constexpr std::string_view good[] = {
    "FROM golang:1.25 AS build\nFROM debian:12\nCOPY --from=build /a /a\n",
    "FROM golang:1.25\nFROM debian:12\nCOPY --from=7 /a /a\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/build/building/multi-stage/#name-your-build-stages"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/numbered-stage",
    .title = "A stage is named by its number",
    .help = "Give the stage a name with AS, and use it",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`COPY --from=0` copies from the first stage, whichever that is. A stage that is put before it, or two that
change places, make it copy from another one: the build fails, or takes a file of the same name from the wrong place.

Name the stage (`FROM golang:1.25 AS build`) and use the name.

The fix uses the name of the stage; where it has none, it is named `stage-0` and so on, as the builder shows it. Choose
a better one. It is not offered where the number comes from a variable.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_numbered_stage
