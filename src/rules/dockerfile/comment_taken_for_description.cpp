// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/comment-taken-for-description.
#include <algorithm>
#include <string>
#include <vector>

#include "rules/dockerfile_edits.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_comment_taken_for_description {
namespace {

// For a tool: `hadolint ignore=DL3006`, `renovate: datasource=docker`, `check=skip=all`.
bool is_for_a_tool(std::string_view comment) {
  constexpr std::string_view tools[] = {"hadolint",   "kics-scan", "nosemgrep", "s1-infra",
                                        "shellcheck", "trivy",     "checkov"};
  const std::string_view first = comment.substr(0, comment.find_first_of(" \t"));
  return first.ends_with(':') || first.contains('=') ||
         std::ranges::any_of(tools, [=](std::string_view tool) { return first.starts_with(tool); });
}

// What the comment may begin with: the stage's name, or those of the arguments.
std::vector<std::string_view> described(const dockerfile::File& file, const dockerfile::Instruction& instruction) {
  std::vector<std::string_view> names;
  if (instruction.kind == dockerfile::Kind::arg)
    for (const dockerfile::Pair& pair : instruction.pairs) names.push_back(pair.key.raw);
  if (instruction.kind == dockerfile::Kind::from && instruction.stage >= 0)
    if (const auto& name = file.stages[static_cast<std::size_t>(instruction.stage)].name) names.push_back(name->raw);
  return names;
}

// The comment on the line before, or null.
const Comment* comment_before(const dockerfile::File& file, const dockerfile::Instruction& instruction) {
  const auto next = std::ranges::lower_bound(file.comments, instruction.span.begin, {},
                                             [](const Comment& comment) { return comment.span.begin; });
  if (next == file.comments.begin()) return nullptr;
  const Comment& comment = *std::prev(next);
  const bool above = file.source->line_of(comment.span.begin) + 1 == file.source->line_of(instruction.span.begin);
  return above && comment.span.end <= instruction.span.begin ? &comment : nullptr;
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& each : file.instructions) {
    const std::vector<std::string_view> names = described(file, each);
    if (names.empty()) continue;
    const Comment* comment = comment_before(file, each);
    if (comment == nullptr || comment->text.empty() || is_for_a_tool(comment->text)) continue;
    const std::string_view first = comment->text.substr(0, comment->text.find_first_of(" \t"));
    if (std::ranges::find(names, first) != names.end()) continue;
    Report report{.span = comment->span,
                  .message = "This comment is taken for the description of " + std::string(names.front()) +
                             ", which would begin with that name"};
    const Span lines = whole_lines(*file.source, each.span);
    if (!lines.empty()) {
      report.edits = {{{lines.begin, lines.begin}, std::string(line_end_at(*file.source, comment->span.begin))}};
      report.fix_description = "Set the comment apart with a blank line";
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"buildkit:InvalidDefinitionDescription"};

constexpr Bad bad[] = {
    {"«# The version of Node»\nARG VERSION=22\n# The first line\n«# ---- build ----»\nFROM node:${VERSION} AS build\n",
     "# The version of Node\n\nARG VERSION=22\n# The first line\n# ---- build ----\n\nFROM node:${VERSION} AS build\n"},
};

constexpr std::string_view good[] = {
    "# VERSION the version of Node\nARG VERSION=22\n# build makes the application\nFROM node:${VERSION} AS build\n",
    "# The version\n\nARG VERSION=22\n# The base\n#\nFROM node:${VERSION} AS build\n",
    "# No stage of a name\nFROM node:22\n# The next one\nRUN make\n",
    "# renovate: datasource=docker\nARG VERSION=22\n# hadolint ignore=DL3006\nFROM node AS build\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/reference/build-checks/invalid-definition-description/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/comment-taken-for-description",
    .title = "A comment before ARG or FROM is no description of it",
    .help = "Begin the comment with the name that it describes, or leave a blank line after it",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`docker build --call=outline` shows the arguments and targets of a Dockerfile, each with the comment before
it, if that begins with the name: `# VERSION the version of Node`. Another comment is not shown.

Begin the comment with the name, or leave a blank line after it where it describes something else.

Comments for tools (`# renovate: …`, `# hadolint ignore=…`) are not reported: they have to stand where they are.

The fix puts a blank line after the comment; comments have no effect on what is built.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_comment_taken_for_description
