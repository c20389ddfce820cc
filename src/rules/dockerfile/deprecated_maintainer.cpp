// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/deprecated-maintainer.
#include <algorithm>
#include <string>
#include <vector>

#include "rules/dockerfile_edits.h"
#include "rules/keyword_case.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_deprecated_maintainer {
namespace {

constexpr std::string_view kLabel = "org.opencontainers.image.authors";

bool is_label(const dockerfile::Instruction& instruction) {
  return instruction.kind == dockerfile::Kind::label &&
         std::ranges::any_of(instruction.pairs,
                             [](const dockerfile::Pair& pair) { return pair.key.raw.contains(kLabel); });
}

// By stage: whether a label in the place of MAINTAINER would say the same. Not where the stage has it already, itself
// or from the stages that it is FROM, nor where one of several MAINTAINER had to win.
std::vector<bool> fixable(const dockerfile::File& file) {
  std::vector<bool> labelled(file.stages.size());
  std::vector<bool> result(file.stages.size());
  for (const dockerfile::Stage& stage : file.stages) {
    int maintainers = 0;
    bool label = stage.base && labelled[*stage.base];
    for (const std::uint32_t index : stage.instructions) {
      const dockerfile::Instruction& instruction = file.instructions[index];
      label = label || is_label(instruction);
      if (instruction.kind == dockerfile::Kind::maintainer) ++maintainers;
    }
    labelled[stage.index] = label;
    result[stage.index] = !label && maintainers == 1;
  }
  return result;
}

// As a value of LABEL: in quotes, with what has a meaning there escaped.
std::string quoted(std::string_view text, char escape) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '$' || c == escape) result += escape;
    result += c;
  }
  return result + '"';
}

void check(const dockerfile::File& file, Sink& out) {
  const std::vector<bool> may_fix = fixable(file);
  const bool small = writes_small_keywords(file);
  for (const dockerfile::Instruction& instruction : file.instructions) {
    if (instruction.kind != dockerfile::Kind::maintainer) continue;
    Report report{.span = instruction.header, .message = "MAINTAINER is deprecated: a label says who is responsible"};
    const bool may = instruction.stage >= 0 && may_fix[static_cast<std::size_t>(instruction.stage)];
    if (may && !instruction.words.empty() && !holds_comment(file, instruction.span)) {
      const Span all{instruction.keyword.begin, instruction.words.back().span.end};
      report.edits = {{all, keyword_in(small, "LABEL ") + std::string(kLabel) + "=" +
                                quoted(instruction.words.front().raw, file.escape)}};
      report.fix_description = "Use a LABEL";
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL4000", "DS-0022", "CKV_DOCKER_6", "buildkit:MaintainerDeprecated",
                                        "kics:99614418-f82b-4852-a9ae-5051402b741c"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«MAINTAINER Jo Doe <jo@example.com>»\n",
     "FROM debian:12\nLABEL org.opencontainers.image.authors=\"Jo Doe <jo@example.com>\"\n"},
    {"FROM debian:12\n«maintainer \"jo@example.com\"»\nRUN true\n",
     "FROM debian:12\nLABEL org.opencontainers.image.authors=\"jo@example.com\"\nRUN true\n"},
    {"FROM debian:12\n«MAINTAINER Jo \"the\" $Doe»\n",
     "FROM debian:12\nLABEL org.opencontainers.image.authors=\"Jo \\\"the\\\" \\$Doe\"\n"},
    {"from debian:12\n«maintainer Jo»\n", "from debian:12\nlabel org.opencontainers.image.authors=\"Jo\"\n"},
    // No fix: the label is there, or only the last MAINTAINER holds.
    {"FROM debian:12\nLABEL org.opencontainers.image.authors=\"team@example.com\"\n«MAINTAINER Jo»\n"},
    {"FROM debian:12\n«MAINTAINER Jo»\n«MAINTAINER Al»\n"},
    // No fix: it would take the comment away.
    {"FROM debian:12\n«MAINTAINER Jo \\\n# the old team\n  Doe»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nLABEL org.opencontainers.image.authors=\"jo@example.com\"\n",
    "FROM debian:12\nLABEL maintainer=\"jo@example.com\"\n",
    "FROM debian:12\n# MAINTAINER jo@example.com\nRUN echo MAINTAINER\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/build-checks/maintainer-deprecated/",
                                           "https://github.com/opencontainers/image-spec/blob/main/annotations.md"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/deprecated-maintainer",
    .title = "MAINTAINER is deprecated",
    .help = "Use LABEL org.opencontainers.image.authors=\"…\"",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`MAINTAINER` was replaced by labels in 2017. It sets a field that few tools read, and can hold one text only.

Use the label that registries and scanners know: `LABEL org.opencontainers.image.authors="Jo Doe <jo@example.com>"`.

The fix writes that label with the same text. The image's `author` field is then empty. It is not offered where the stage
has the label already, or several `MAINTAINER`, nor where a comment stands between its lines.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_deprecated_maintainer
