// SPDX-License-Identifier: Apache-2.0
// The first byte chooses a kind of file, the rest is its text: every suppression lies in the file, and none covers a
// rule that it names nothing of.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/coverage.h"
#include "engine/parsed_file.h"
#include "rules/registry.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using s1::workspace::FileKind;
  constexpr FileKind kinds[] = {FileKind::dockerfile,      FileKind::kubernetes, FileKind::cloudformation,
                                FileKind::github_workflow, FileKind::compose,    FileKind::gitlab_ci,
                                FileKind::terraform,       FileKind::jenkinsfile};
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const s1::engine::ParsedFile file(0, "file", kinds[data[0] % std::size(kinds)], text);
  const s1::engine::Suppressions suppressions = s1::engine::read_suppressions(file.input(), "2026-06-15");
  const auto inside = [&](s1::Span span) { return span.begin <= span.end && span.end <= file.source.size(); };
  for (const s1::engine::Suppression& suppression : suppressions.list) {
    require(inside(suppression.comment) && inside(suppression.scope) && inside(suppression.line));
    require(suppression.rules < suppressions.names.size() && !suppressions.names[suppression.rules].empty());
  }
  s1::engine::Coverage coverage(suppressions);
  for (const s1::rules::Rule* rule : s1::rules::all()) {
    const bool is_named = std::ranges::any_of(
        suppressions.list, [&](const auto& each) { return suppressions.names[each.rules].matches(*rule); });
    for (const s1::engine::Suppression& suppression : suppressions.list)
      if (coverage.covers(*rule, suppression.scope)) require(is_named);
  }
  for (const s1::Diagnostic& problem : suppressions.problems) require(inside(problem.span) && !problem.message.empty());
  return 0;
}
