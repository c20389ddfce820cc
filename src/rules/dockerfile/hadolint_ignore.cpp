// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/hadolint-ignore.
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_hadolint_ignore {
namespace {

// "hadolint ignore=…", "hadolint global ignore=…", with any spaces between.
bool is_ignore(std::string_view text) {
  const auto take = [&](std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    const std::size_t next = text.find_first_not_of(" \t");
    text.remove_prefix(next == std::string_view::npos ? text.size() : next);
    return true;
  };
  if (!take("hadolint")) return false;
  take("global");
  return take("ignore") && text.starts_with('=');
}

void check(const dockerfile::File& file, Sink& out) {
  for (const Comment& comment : file.comments)
    if (is_ignore(comment.text))
      out.report({.span = comment.span, .message = "This comment silences checks of hadolint"});
}

constexpr std::string_view aliases[] = {"DL1001"};

constexpr Bad bad[] = {
    {"«# hadolint global ignore=DL3006»\nFROM debian:12\n«#  hadolint ignore = DL3008,DL3009»\nRUN apt-get install "
     "curl\n"},
};

constexpr std::string_view good[] = {
    "# hadolint is run by CI\nFROM debian:12\n# hadolint shell=bash\nRUN make\n",
};

constexpr std::string_view references[] = {"https://github.com/hadolint/hadolint/wiki/DL1001"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/hadolint-ignore",
    .title = "A comment silences checks of hadolint",
    .help = "Mend what is reported, or say once for the repository which checks do not hold",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .aliases = aliases,
    .docs =
        R"(A comment `# hadolint ignore=DL3008` takes a check out of force for one instruction, mostly without a reason
or an end. Those who have decided which checks hold do not hear of it.

Mend what was reported. Where a check does not fit the repository, say so in its configuration, once and with the
reason. This is for those who want to see such comments; others leave the rule off.

There is no fix: without the comment the finding is back.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_hadolint_ignore
