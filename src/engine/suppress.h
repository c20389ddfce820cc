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
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/rule_patterns.h"
#include "model/read.h"
#include "rules/rule.h"
#include "text/comment.h"
#include "text/diagnostic.h"
#include "text/span.h"

namespace s1::engine {

struct Suppression {
  Span comment;             // the comment, annotation or entry itself
  Span scope;               // a finding must begin here …
  Span line;                // … or here: the comment's own line; empty: does not count
  bool whole_file = false;  // … or anywhere
  bool inside = false;      // … or have the comment inside its span
  RulePatterns rules;
  RulePatterns except;  // of those
};

struct Suppressions {
  std::vector<Suppression> list;
  // "expired-suppression", "bad-suppression" (our own form is wrong, or names a rule that there is not),
  // "conditional-suppression" (another tool's, that would hold for some values alone, and is not taken),
  // "too-many-suppressions".
  std::vector<s1::Diagnostic> problems;
};

// Reads every form that the file's language can hold. Nothing of `file` is kept. `today` is YYYY-MM-DD: a suppression
// whose end lies before it no longer holds.
[[nodiscard]] Suppressions read_suppressions(const model::Input& file, std::string_view today);

[[nodiscard]] bool covers(const Suppression& suppression, const rules::Rule& rule, Span finding);

// The same for all of a file's suppressions and many findings: each rule is held against the suppressions once, then a
// finding takes the logarithm of their number. `suppressions` outlives it.
class Coverage {
 public:
  explicit Coverage(const Suppressions& suppressions) : suppressions_(suppressions.list) {}
  [[nodiscard]] bool covers(const rules::Rule& rule, Span finding);

 private:
  struct OfRule {
    bool whole_file = false;
    std::vector<Span> places;    // scopes and lines: sorted, disjoint
    std::vector<Span> comments;  // of those that hold for what they stand in: sorted
  };
  [[nodiscard]] OfRule of(const rules::Rule& rule) const;

  std::span<const Suppression> suppressions_;
  std::unordered_map<const rules::Rule*, OfRule> rules_;
};

// Today's date in UTC, or that of SOURCE_DATE_EPOCH.
[[nodiscard]] std::string today();

}  // namespace s1::engine
