// SPDX-License-Identifier: Apache-2.0
// What a scan gives: findings with places that can be shown, and what could not be read. Everything here owns its text
// and is already scrubbed: no secret and no invisible character is left in it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"
#include "text/edit.h"
#include "text/source.h"
#include "text/span.h"

namespace s1::engine {

struct RelatedPlace {
  std::string path;
  std::uint32_t line = 0;
  std::string message;
};

struct Finding {
  const rules::Rule* rule = nullptr;
  rules::Confidence confidence = rules::Confidence::low;  // the rule's, unless this place gives more or less cause
  std::optional<rules::Severity> set_severity;            // the configuration's, where it has one for the rule
  std::string path;                                       // relative to the root, with '/'
  Span span;
  Position begin;
  Position end;  // exclusive
  std::string resource;
  std::string message;
  std::vector<std::string_view> aliases;
  std::string fingerprint;  // "v1:" and 32 hexadecimal digits
  std::vector<RelatedPlace> related;
  // The fix that the rule proposes, not proven yet (fix/prove.h); none without edits. The edits are of the file's bytes
  // as they were read, and not scrubbed: they are shown as fix/prove_for_scan.h gives them.
  rules::Fix fix = rules::Fix::none;
  std::string fix_description;
  std::vector<Edit> edits;
  std::vector<rules::OtherFile> other_files;  // part of the fix, likewise unscrubbed
  bool needs_build = false;                   // as in rules::Report, these four
  bool made_alone = false;
  std::vector<std::string> checked;
  std::optional<RelatedPlace> hindrance;
  // The first line of the finding as it is shown, and the columns of it that the finding covers (1-based, in the shown
  // text).
  std::string excerpt;
  std::uint32_t excerpt_begin = 1;
  std::uint32_t excerpt_end = 1;

  [[nodiscard]] rules::Severity severity() const { return set_severity.value_or(rule->severity); }
};

struct Diagnostic {
  std::string path;
  std::uint32_t line = 0;  // 0: the file as a whole
  std::string code;
  std::string message;
  std::string hint;
};

// The order of every output: worst first, then by place.
[[nodiscard]] bool before(const Finding& a, const Finding& b);

}  // namespace s1::engine
