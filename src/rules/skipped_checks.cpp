// SPDX-License-Identifier: Apache-2.0
#include "rules/skipped_checks.h"

#include <string>
#include <utility>

namespace s1::rules {

void report_skipped_checks(const model::Dockerfile& file, const Skips& skips, std::string_view message, Sink& out) {
  const auto report_call = [&](std::optional<SkippingCall> found) {
    if (!found) return;
    const bool fixes = !found->edits.empty();
    out.report({.span = found->span,
                .message = std::string(message),
                .edits = std::move(found->edits),
                .fix_description = fixes ? "Leave the check on" : "",
                .only_aliases = std::move(found->aliases)});
  };
  const auto report_lines = [&](const std::vector<WrittenSkip>& found) {
    for (const WrittenSkip& each : found)
      out.report({.span = each.span, .message = std::string(message), .only_aliases = {each.alias}});
  };
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      report_call(skipping_options(run, call, skips.options));
      report_call(skipping_setting(run, call, skips.settings));
    }
    report_lines(skipping_lines(run, skips.lines));
  }
  report_lines(skipping_lines(file.tree, skips.lines));
}

}  // namespace s1::rules
