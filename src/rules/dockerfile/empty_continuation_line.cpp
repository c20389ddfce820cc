// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/empty-continuation-line.
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_empty_continuation_line {
namespace {

using dockerfile::Token;
using dockerfile::TokenKind;

// The blank lines with which a token of white space begins; empty where it has none.
Span blank_lines(const Source& source, const Token& token) {
  if (token.kind != TokenKind::whitespace) return {};
  const std::size_t last = source.slice(token.span).rfind('\n');
  if (last == std::string_view::npos) return {};
  return {token.span.begin, static_cast<std::uint32_t>(token.span.begin + last + 1)};
}

void check(const dockerfile::File& file, Sink& out) {
  auto token = file.tokens.begin();
  for (const dockerfile::Instruction& each : file.instructions) {
    Report report{.span = {}, .message = "A blank line does not end this instruction: it goes on after it"};
    while (token != file.tokens.end() && token->span.begin < each.header.begin) ++token;
    for (; token != file.tokens.end() && token->span.begin < each.header.end; ++token) {
      if (token->kind == TokenKind::heredoc_body) break;
      const Span lines = blank_lines(*file.source, *token);
      if (!lines.empty()) report.edits.push_back({lines, {}});
    }
    if (report.edits.empty()) continue;
    report.span = each.header;
    report.fix_description = "Remove the blank lines";
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"buildkit:NoEmptyContinuation"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«RUN make \\\n\n  && make install \\\n  \n\n  # why\n\n  && make clean»\n\nCOPY a /b\n",
     "FROM debian:12\nRUN make \\\n  && make install \\\n  # why\n  && make clean\n\nCOPY a /b\n"},
    {"FROM debian:12\n«EXPOSE \\\n\n80»\n", "FROM debian:12\nEXPOSE \\\n80\n"},
    // The next instruction is swallowed.
    {"FROM debian:12\n«RUN make \\\n\nCOPY a /b»\n", "FROM debian:12\nRUN make \\\nCOPY a /b\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN make \\\n  # why\n  && make install\n\n\nCOPY a /b\n",
    "FROM debian:12\nRUN <<EOF\nmake \\\n\nmake install\nEOF\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/build-checks/no-empty-continuation/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/empty-continuation-line",
    .title = "A blank line stands within an instruction",
    .help = "Remove the blank line, or the backslash before it",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(After a backslash at the end of a line the instruction goes on, and a blank line does not end it: it is left
out, and the next line with text belongs to it too. With a backslash too many that is the next instruction, which is
swallowed without a word. The builder warns, and says that it will be an error.

Remove the blank line, or put a comment there. Where the instruction was to end, remove the backslash instead.

The fix removes the blank lines, which changes nothing of what is built.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_empty_continuation_line
