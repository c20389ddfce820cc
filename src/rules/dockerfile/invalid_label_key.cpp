// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/invalid-label-key.
#include <algorithm>
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "text/lower_case.h"

namespace s1::rules::dockerfile_invalid_label_key {
namespace {

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_reserved(std::string_view key) {
  return key.starts_with("com.docker.") || key.starts_with("io.docker.") || key.starts_with("org.dockerproject.");
}

bool is_well_formed(std::string_view key) {
  if (key.empty() || !is_small_letter(key.front())) return false;
  if (!is_small_letter(key.back()) && !is_digit(key.back())) return false;
  if (key.contains("..") || key.contains("--")) return false;
  return std::ranges::all_of(key, [](char c) { return is_small_letter(c) || is_digit(c) || c == '.' || c == '-'; });
}

std::string repaired(std::string_view key) {
  std::string result = lower_case(key);
  std::ranges::replace(result, '_', '-');
  return result;
}

bool has_key(const dockerfile::Instruction& label, std::string_view key) {
  return std::ranges::any_of(label.pairs, [&](const dockerfile::Pair& pair) { return pair.key.raw == key; });
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& label = outer.inner ? *outer.inner : outer;
    if (label.kind != dockerfile::Kind::label) continue;
    for (const dockerfile::Pair& pair : label.pairs) {
      const std::string_view raw = pair.key.raw;
      const bool quoted = raw.size() > 1 && (raw.front() == '"' || raw.front() == '\'') && raw.back() == raw.front();
      const std::string_view key = quoted ? raw.substr(1, raw.size() - 2) : raw;
      if (key.empty() || key.find_first_of("\\\"'`") != std::string_view::npos) continue;
      // What a variable comes to is not known; one that nothing declares comes to nothing.
      if (key.contains('$') && expand(file, label, pair.key).undefined.empty()) continue;
      const bool reserved = is_reserved(key);
      if (!reserved && is_well_formed(key)) continue;
      Report report{.span = pair.key.span,
                    .message = reserved ? "The namespace of this label is Docker's own"
                                        : "A label's key is of small letters, digits, single dots and hyphens"};
      const std::string better = repaired(key);
      if (!reserved && is_well_formed(better) && pair.key.span.size() == raw.size() && label.pairs.size() < 100 &&
          !has_key(label, better)) {
        const std::uint32_t quote = quoted ? 1 : 0;
        report.edits = {{{pair.key.span.begin + quote, pair.key.span.end - quote}, better}};
        report.fix_description = "Name the label " + better;
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3048"};

constexpr Bad bad[] = {
    {"FROM debian:12\nLABEL «Version»=1.2 «\"Build_Date\"»=\"x\" vendor=y\nONBUILD LABEL «A_B» c\n",
     "FROM debian:12\nLABEL version=1.2 \"build-date\"=\"x\" vendor=y\nONBUILD LABEL a-b c\n"},
    // No fix: what it should be cannot be told; a label has the name; the namespace is another's.
    {"FROM debian:12\nLABEL «1st»=a «b..c»=d «-e»=f «g$h»=i «app.kubernetes.io/name»=g\n"},
    {"FROM debian:12\nLABEL «Version»=1 version=2\n"},
    {"FROM debian:12\nLABEL «com.docker.app»=a\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nLABEL org.opencontainers.image.source=https://example.com a1=b \"c-d.e\"=f\n",
    "FROM debian:12\nARG KEY\nLABEL $KEY=a ${KEY}_B=c\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/invalid-label-key",
    .title = "A label's key is not well formed",
    .help = "Use small letters, digits, single dots and hyphens, beginning with a letter",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(By convention a label's key begins with a small letter and has small letters, digits, dots and hyphens, no
two dots or hyphens in a row. Filters compare it letter by letter, so that `Version` is not found as `version`.
`com.docker.`, `io.docker.` and `org.dockerproject.` are Docker's own.

Name the label so; for what OCI has names (`org.opencontainers.image.version`), take those.

The fix writes small letters, and hyphens for underscores. It is unsafe: who reads the label by its old name no longer
finds it. It is not offered for keys that are wrong in another way.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_invalid_label_key
