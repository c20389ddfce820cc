// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/legacy-env-format.
#include <optional>
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_legacy_env_format {
namespace {

// What the value of the old form has to stand between in the new form; no value where quotes or escapes in it leave
// that unclear. (Continuation lines are joined before either form is read.)
std::optional<std::string_view> needed_quote(std::string_view value) {
  if (value.find_first_of("\"'\\`") == std::string_view::npos)
    return value.find_first_of(" \t") == std::string_view::npos ? "" : "\"";
  const char quote = value.front();
  const bool whole = (quote == '"' || quote == '\'') && value.find_first_of("\\`") == std::string_view::npos &&
                     value.find(quote, 1) == value.size() - 1;
  return whole ? std::optional<std::string_view>("") : std::nullopt;
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& instruction = outer.inner ? *outer.inner : outer;
    for (const dockerfile::Pair& pair : instruction.pairs) {
      if (!pair.legacy || !pair.has_value) continue;
      const std::string key(pair.key.raw);
      const bool looks_like_several = pair.value.raw.contains('=') && pair.value.raw.contains(' ');
      Report report{.span = {pair.key.span.begin, pair.value.span.end},
                    .message = looks_like_several
                                   ? "All that follows " + key + " is its value: there is no = after " + key
                                   : "The form without = between name and value is deprecated"};
      const Span gap{pair.key.span.end, pair.value.span.begin};
      const std::optional<std::string_view> quote = needed_quote(pair.value.raw);
      const bool plain_gap = file.source->slice(gap).find_first_not_of(" \t") == std::string_view::npos;
      if (quote && plain_gap) {
        report.edits = {{gap, "=" + std::string(*quote)}};
        const std::uint32_t end = pair.value.span.end;
        if (!quote->empty()) report.edits.push_back({{end, end}, std::string(*quote)});
        report.fix_description = "Write NAME=VALUE";
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"buildkit:LegacyKeyValueFormat"};

constexpr Bad bad[] = {
    {"FROM debian:12\nENV «PORT 8080»\nLABEL «vendor  Example Inc»\n",
     "FROM debian:12\nENV PORT=8080\nLABEL vendor=\"Example Inc\"\n"},
    {"FROM debian:12\nENV «PATH $PATH:/opt/bin»\nENV «NAME \"a b\"»\n",
     "FROM debian:12\nENV PATH=$PATH:/opt/bin\nENV NAME=\"a b\"\n"},
    {"FROM debian:12\nENV «ONE TWO= THREE=x»\n", "FROM debian:12\nENV ONE=\"TWO= THREE=x\"\n"},
    {"FROM debian:12\nONBUILD ENV «A b»\n", "FROM debian:12\nONBUILD ENV A=b\n"},
    {"FROM debian:12\nENV «A x \\\n# why\n  y»\n", "FROM debian:12\nENV A=\"x \\\n# why\n  y\"\n"},
    // No fix: what the quotes come to, or where the value begins, is not plain to see.
    {"FROM debian:12\nENV «A x\\ \"y\" z»\n"},
    {"FROM debian:12\nENV «A \\\n  y»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nENV PORT=8080 HOST=\"a b\"\n",
    "FROM debian:12\nLABEL a=b\nARG C\nARG D=e\n",
    "FROM debian:12\nRUN ENV A b\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/build-checks/legacy-key-value-format/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/legacy-env-format",
    .title = "ENV or LABEL without = between name and value",
    .help = "Write NAME=VALUE, with quotes around a value that has spaces",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`ENV NAME value` is the old form. It takes the whole rest of the line as one value, so that `ENV ONE TWO= THREE=x` sets one
variable and not three, and it may go away in a later version of the Dockerfile language.

Write `ENV NAME=value`, with quotes around a value that has spaces.

The fix keeps the value exactly. It is not offered where backslashes or quotes in the middle are in the value, or where
it begins on another line than its name.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_legacy_env_format
