// SPDX-License-Identifier: Apache-2.0
// Suppressions in comments: our own `# s1-infra: ignore[rule, rule] reason` (optional until=YYYY-MM-DD among the
// words), and hadolint's
// `# hadolint ignore=DL3008,DL3015` and `# hadolint global ignore=…`. One covers the findings that begin in what its
// comment precedes or is held by.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"
#include "text/comment.h"
#include "text/diagnostic.h"
#include "text/span.h"

namespace s1::engine {

struct Suppression {
  Span comment;
  Span scope;  // where a finding must begin
  bool whole_file = false;
  std::vector<std::string> ids;  // rule ids or aliases; "*" is every rule
};

struct Suppressions {
  std::vector<Suppression> list;
  std::vector<s1::Diagnostic> problems;  // a date that has passed, an id that no rule has (own form only)
};

// `today` is YYYY-MM-DD: a suppression whose until lies before it no longer holds.
[[nodiscard]] Suppressions read_suppressions(std::span<const Comment> comments, std::string_view today);

[[nodiscard]] bool covers(const Suppression& suppression, const rules::Rule& rule, Span finding);

// Today's date in UTC, or that of SOURCE_DATE_EPOCH.
[[nodiscard]] std::string today();

}  // namespace s1::engine
