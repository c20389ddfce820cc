// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/as-case-differs.
#include <string>

#include "rules/keyword_case.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_as_case_differs {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  const bool small_file = writes_small_keywords(file);
  for (const dockerfile::Stage& stage : file.stages) {
    const std::string_view from = file.instructions[stage.from].keyword_text;
    const bool small = is_small(from);
    if (stage.as_keyword.empty() || (!small && from != "FROM")) continue;
    const std::string wanted = keyword_in(small, "AS");
    const std::string_view written = file.source->slice(stage.as_keyword);
    if (written == wanted) continue;
    Report report{.span = stage.as_keyword,
                  .message = std::string(from) + " and " + std::string(written.substr(0, 2)) +
                             " stand in one line and differ in letter case"};
    // Where FROM is the odd one out, its own repair takes AS along.
    if (small == small_file && written.size() == wanted.size()) {
      report.edits = {{stage.as_keyword, wanted}};
      report.fix_description = "Write " + wanted;
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"buildkit:FromAsCasing"};

constexpr Bad bad[] = {
    {"FROM golang:1.25 «as» build\nFROM golang:1.25 «As» test\n",
     "FROM golang:1.25 AS build\nFROM golang:1.25 AS test\n"},
    {"from golang:1.25 «AS» build\n", "from golang:1.25 as build\n"},
    // No fix: FROM is to change here.
    {"from golang:1.25 «AS» build\nRUN make\n"},
};

constexpr std::string_view good[] = {
    "FROM golang:1.25 AS build\n",
    "from golang:1.25 as build\n",
    "FROM golang:1.25\n",
    "From golang:1.25 as build\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/build-checks/from-as-casing/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/as-case-differs",
    .title = "FROM and AS are written in different letters",
    .help = "Write FROM … AS, or from … as",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`FROM image as name` mixes capitals and small letters in one line, so that the name of the stage is easily
read over.

Write `FROM … AS`, or both in small letters. A `From` that is neither is another rule's matter
(dockerfile/inconsistent-keyword-case).

The fix makes `AS` like its `FROM`, and changes nothing else. It is not offered where `FROM` itself differs from the
rest of the file.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_as_case_differs
