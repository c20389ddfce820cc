// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/stage-name-case.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/keyword_case.h"
#include "rules/rule.h"
#include "rules/stage_uses.h"
#include "text/lower_case.h"

namespace s1::rules::dockerfile_stage_name_case {
namespace {

// The uses of each stage that is to be renamed, by its name in small letters.
using Uses = std::unordered_map<std::string, std::vector<StageUse>>;

Uses find_uses(const dockerfile::File& file) {
  Uses uses;
  for (const dockerfile::Stage& stage : file.stages)
    if (stage.name && !is_small(stage.name->raw)) uses[lower_case(stage.name->raw)];
  if (uses.empty()) return uses;
  for (const StageUse& use : stage_uses(file))
    if (const auto found = uses.find(lower_case(use.name)); found != uses.end()) found->second.push_back(use);
  return uses;
}

void check(const dockerfile::File& file, Sink& out) {
  const Uses uses = find_uses(file);
  for (const dockerfile::Stage& stage : file.stages) {
    if (!stage.name || is_small(stage.name->raw)) continue;
    const std::string name = lower_case(stage.name->raw);
    Report report{.span = stage.name->span, .message = "The stage's name is not all in small letters: " + name};
    const auto same = file.stage_names.find(name);
    if (same != file.stage_names.end() && same->second.size() == 1) {
      report.edits = {{stage.name->span, name}};
      for (const StageUse& use : uses.at(name))
        if (use.stage->index > stage.index && use.name != name) report.edits.push_back({use.span, name});
      std::ranges::sort(report.edits, {}, [](const Edit& edit) { return edit.span.begin; });
      report.fix_description = "Name the stage " + name;
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"buildkit:StageNameCasing"};

constexpr Bad bad[] = {
    {"FROM golang:1.25 AS «goBuild»\nFROM goBuild AS test\nFROM debian:12\nCOPY --from=GoBuild /a /b\n"
     "RUN --mount=type=bind,from=goBuild,target=/c make\n",
     "FROM golang:1.25 AS gobuild\nFROM gobuild AS test\nFROM debian:12\nCOPY --from=gobuild /a /b\n"
     "RUN --mount=type=bind,from=gobuild,target=/c make\n"},
    // No fix: which of the two is meant is another rule's matter.
    {"FROM golang:1.25 AS «Build»\nFROM node:22 AS build\n"},
};

constexpr std::string_view good[] = {
    "FROM golang:1.25 AS go-build\nFROM debian:12\nCOPY --from=Go-Build /a /b\n",
    "FROM GOLANG\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/build-checks/stage-name-casing/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/stage-name-case",
    .title = "A stage's name has capitals",
    .help = "Name stages in small letters",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(Stages are named without regard to letter case, so that capitals say nothing, and keywords in capitals stand
out less between them. Builders other than BuildKit do tell `Build` from `build`.

Name stages in small letters.

The fix changes the name and every place in the file that uses it. `--target Build` still reaches the stage with
BuildKit; where another builder is asked for it from outside of the file, change it there too.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_stage_name_case
