// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/invalid-label-value.
#include <algorithm>
#include <string>
#include <utility>

#include "rules/label_format.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_invalid_label_value {
namespace {

// Names of licenses that mean one identifier and no other.
constexpr std::pair<std::string_view, std::string_view> licenses[] = {{"Apache 2", "Apache-2.0"},
                                                                      {"Apache 2.0", "Apache-2.0"},
                                                                      {"Apache License 2.0", "Apache-2.0"},
                                                                      {"Apache License, Version 2.0", "Apache-2.0"},
                                                                      {"Apache2", "Apache-2.0"},
                                                                      {"ISC License", "ISC"},
                                                                      {"MIT License", "MIT"},
                                                                      {"MPL 2.0", "MPL-2.0"},
                                                                      {"The MIT License", "MIT"}};

void add_fix(Report& report, const dockerfile::Pair& pair, std::string_view value) {
  const auto found = std::ranges::find(licenses, value, &std::pair<std::string_view, std::string_view>::first);
  const std::string_view raw = pair.value.raw;
  const bool quoted = raw.size() == value.size() + 2 && (raw.front() == '"' || raw.front() == '\'');
  if (found == std::end(licenses) || pair.value.span.size() != raw.size() || (!quoted && raw != value)) return;
  const std::uint32_t quote = quoted ? 1 : 0;
  report.edits = {{{pair.value.span.begin + quote, pair.value.span.end - quote}, std::string(found->second)}};
  report.fix_description = "Write the identifier";
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& label = outer.inner ? *outer.inner : outer;
    if (label.kind != dockerfile::Kind::label) continue;
    for (const dockerfile::Pair& pair : label.pairs) {
      const dockerfile::Expansion key = expand(file, label, pair.key), value = expand(file, label, pair.value);
      if (!key.known || !value.known || !value.valid || pair.value.raw.contains('$')) continue;
      if (!key.text.starts_with("org.opencontainers.image.")) continue;
      const std::optional<config::LabelType> type = oci_type(key.text);
      Report report{.span = {pair.key.span.begin, std::max(pair.key.span.end, pair.value.span.end)}, .message = {}};
      if (value.text.empty()) {
        report.message = "This label has no value";
        report.only_aliases = {"DL3051"};
      } else if (type && !has_type(value.text, *type)) {
        report.message = "By OCI this label is " + std::string(description(*type));
        report.only_aliases = {alias_of(*type)};
        add_fix(report, pair, value.text);
      } else {
        continue;
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3051", "DL3052", "DL3053", "DL3054"};

constexpr Bad bad[] = {
    {"FROM debian:12\nLABEL «org.opencontainers.image.licenses=\"Apache 2.0\"» "
     "«org.opencontainers.image.licenses=Apache2»\n",
     "FROM debian:12\nLABEL org.opencontainers.image.licenses=\"Apache-2.0\" "
     "org.opencontainers.image.licenses=Apache-2.0\n"},
    {"FROM debian:12\nLABEL «org.opencontainers.image.source=github.com/example/app» \\\n"
     "  «org.opencontainers.image.url=\"https://\"» «\"org.opencontainers.image.created\"=2026-01-31»\n"},
    {"FROM debian:12\nONBUILD LABEL «org.opencontainers.image.licenses=GPLv3» "
     "«org.opencontainers.image.vendor=\"\"»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nLABEL org.opencontainers.image.created=2026-01-31T12:00:00.5+01:00 "
    "org.opencontainers.image.source=https://github.com/example/app "
    "org.opencontainers.image.documentation=git+ssh://git@example.com/app "
    "org.opencontainers.image.licenses=\"(MIT OR GPL-2.0-or-later WITH Classpath-exception-2.0) AND LicenseRef-own\"\n",
    "FROM debian:12\nARG REVISION\nARG DATE=none\nLABEL org.opencontainers.image.revision=$REVISION "
    "org.opencontainers.image.created=$DATE\n",
    "FROM debian:12\nLABEL org.opencontainers.image.version=2026.1 licenses=GPLv3 url= created=today\n",
};

constexpr std::string_view references[] = {
    "https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys",
    "https://spdx.org/licenses/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/invalid-label-value",
    .title = "A label of OCI has a value that it cannot have",
    .help = "Write the value in the form that OCI gives the label",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(Registries, scanners and bots read the labels `org.opencontainers.image.*` and expect the form that OCI
gives them: `created` a date and time of RFC 3339, `url`, `documentation` and `source` a URL, `licenses` an expression
of SPDX identifiers. A value in another form is passed over, or shown as it is. One that is empty says nothing.

Write the value in that form, or leave the label out. Values with variables are not judged: a build gives them.

`version` may have any form by OCI, and `revision` is what the version control calls it. Which form these, and labels of
your own, must have, `labels:` in `.s1-infra.yaml` can say (dockerfile/label-of-wrong-type).

The fix writes the identifier of a license that is named by its name (`Apache 2.0`). It is unsafe in that something may
look for the old text.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_invalid_label_value
