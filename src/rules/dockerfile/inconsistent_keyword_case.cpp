// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/inconsistent-keyword-case.
#include <string>

#include "rules/keyword_case.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_inconsistent_keyword_case {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  const bool small = writes_small_keywords(file);
  for (const dockerfile::Instruction& each : file.instructions) {
    if (each.kind == dockerfile::Kind::unknown) continue;
    const std::string wanted = keyword_in(small, dockerfile::name(each.kind));
    if (each.keyword_text == wanted) continue;
    Report report{.span = each.keyword,
                  .message = std::string("Most keywords of this file are in ") +
                             (small ? "small letters" : "capitals") + ", this one is not"};
    if (file.source->slice(each.keyword) == each.keyword_text) {
      report.edits = {{each.keyword, wanted}};
      report.fix_description = "Write " + wanted;
      // The two keywords of a FROM stay alike.
      if (each.kind == dockerfile::Kind::from && each.stage >= 0) {
        const Span as = file.stages[static_cast<std::size_t>(each.stage)].as_keyword;
        const std::string wanted_as = keyword_in(small, "AS");
        if (!as.empty() && file.source->slice(as) != wanted_as) report.edits.push_back({as, wanted_as});
      }
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"buildkit:ConsistentInstructionCasing"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«Run» make\n«copy» a /b\n", "FROM debian:12\nRUN make\nCOPY a /b\n"},
    {"from debian:12\nrun make\n«COPY» a /b\n", "from debian:12\nrun make\ncopy a /b\n"},
    {"«from» debian:12 as build\nRUN make\nFROM build AS test\n",
     "FROM debian:12 AS build\nRUN make\nFROM build AS test\n"},
    // No fix: the keyword is in two parts.
    {"FROM debian:12\nRUN make\n«co\\\npy» a /b\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN make\nCOPY a /b\n",
    "from debian:12\nrun make\ncopy a /b\n",
    "FROM debian:12\nONBUILD run make\nHEALTHCHECK cmd true\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/reference/build-checks/consistent-instruction-casing/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/inconsistent-keyword-case",
    .title = "A keyword is written in other letters than the file's others",
    .help = "Write all keywords in capitals, or all in small letters",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(The builder takes `RUN`, `run` and `Run` for the same. Readers do not: a keyword in other letters than its
neighbours is easily read over, and tools that search for `COPY` miss it.

Write all keywords of a file in the same letters; capitals are the custom. The letters that most of the file is written
in count, capitals where it is even.

The fix changes the keyword and nothing else (of `FROM`, its `AS` too).)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_inconsistent_keyword_case
