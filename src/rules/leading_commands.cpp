// SPDX-License-Identifier: Apache-2.0
#include "rules/leading_commands.h"

#include <algorithm>

#include "rules/dockerfile_edits.h"

namespace s1::rules {

std::optional<LeadingCommands> first_after(const model::Run& run, std::span<const std::string_view> names) {
  if (run.script == nullptr) return std::nullopt;
  const std::vector<shell::Item>& items = run.script->items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const shell::Item& item = items[i];
    const bool joined = i == 0 || item.joint == shell::Joint::and_then;
    if (!joined || item.background || item.pipeline.negated || item.pipeline.commands.size() != 1) return std::nullopt;
    // `a && b || c` hangs on both.
    if (i + 1 < items.size() && items[i + 1].joint == shell::Joint::or_else) return std::nullopt;
    const shell::Command& command = item.pipeline.commands.front();
    if (command.kind != shell::CommandKind::simple || !command.assignments.empty() || !command.redirections.empty())
      return std::nullopt;
    const std::string_view name = shell::name_of(command);
    if (std::ranges::find(names, name) != names.end()) continue;
    LeadingCommands result{.command = &command, .before = {}, .plain_before = true, .alone = i + 1 == items.size()};
    if (i > 0) {
      result.before = {items.front().pipeline.span.begin, items[i - 1].pipeline.span.end};
      const Span all{result.before.begin, command.span.begin};
      const bool in_script = std::ranges::any_of(
          run.script->comments, [&](const Comment& comment) { return all.contains(comment.span.begin); });
      result.plain_before = !in_script && !holds_comment(*run.file, all) && !run.exec_form;
    }
    return result;
  }
  return std::nullopt;
}

}  // namespace s1::rules
