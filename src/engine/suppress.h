// SPDX-License-Identifier: Apache-2.0
// Suppressions that stand in the scanned files: our own `# s1-infra: ignore[rule, glob/*] reason` (optional
// until=YYYY-MM-DD among the words), and those that were written for other tools, which are honoured as they are. Each
// form has a file of its own under suppress/, which names where its syntax is from. Those of the configuration are in
// engine/config_ignores.h.
//
// One in a comment covers the findings that begin in what its comment precedes or is held by, or on the comment's own
// line, unless its tool sees it otherwise. One of another tool never covers what that tool does not check: a form that
// means "everything" (`# kics-scan ignore`) covers the rules that carry one of that tool's ids.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rule_patterns.h"
#include "model/read.h"
#include "rules/rule.h"
#include "text/comment.h"
#include "text/diagnostic.h"
#include "text/span.h"

namespace s1::engine {

inline constexpr std::uint32_t kNoNames = UINT32_MAX;

// Which findings it holds for: engine/coverage.h.
struct Suppression {
  Span comment;                     // the comment, annotation or entry itself
  Span scope;                       // a finding must begin here …
  Span line;                        // … or here: the comment's own line; empty: does not count
  bool whole_file = false;          // … or anywhere
  bool inside = false;              // … or have the comment inside its span
  std::uint32_t rules = 0;          // of Suppressions::names: the rules that it is for …
  std::uint32_t except = kNoNames;  // … but for these
};

struct Suppressions {
  std::vector<Suppression> list;
  std::vector<RulePatterns> names;  // what the suppressions name, each set once
  // "expired-suppression", "bad-suppression" (our own form is wrong, or names a rule that there is not),
  // "conditional-suppression" (another tool's, that would hold for some values alone, and is not taken),
  // "too-many-suppressions".
  std::vector<s1::Diagnostic> problems;
};

// Reads every form that the file's language can hold. Nothing of `file` is kept. `today` is YYYY-MM-DD: a suppression
// whose end lies before it no longer holds.
[[nodiscard]] Suppressions read_suppressions(const model::Input& file, std::string_view today);

// Today's date in UTC, or that of SOURCE_DATE_EPOCH.
[[nodiscard]] std::string today();

}  // namespace s1::engine
