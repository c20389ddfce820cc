// SPDX-License-Identifier: Apache-2.0
#include "rules/shell_edits.h"

#include <algorithm>

#include "rules/dockerfile_edits.h"

namespace s1::rules {
namespace {

bool is_expansion(const shell::Part& part) {
  return part.kind == shell::PartKind::parameter || part.kind == shell::PartKind::command;
}

// Whether the part means the same in double quotes.
bool keeps_meaning(const Source& source, const shell::Part& part) {
  const std::string_view written = source.slice(part.span);
  if (part.kind == shell::PartKind::literal)
    return written == part.text && written.find_first_of("\\\"$`!") == std::string_view::npos;
  if (!is_expansion(part) || written.find('\n') != std::string_view::npos) return false;
  return !written.starts_with('`') || written.find_first_of("\\\"") == std::string_view::npos;
}

}  // namespace

std::optional<Edit> replace_in_shell(const model::ShellScript& shell, const model::ShellPlace& place, Span span,
                                     std::string_view text) {
  if (!place.editable || span.end < span.begin || holds_comment(*shell.file, span)) return std::nullopt;
  // In a heredoc they are the shell's; they stand in the order of the script.
  const std::vector<Comment>& comments = shell.script->comments;
  const auto at =
      std::ranges::lower_bound(comments, span.begin, {}, [](const Comment& each) { return each.span.begin; });
  if (at != comments.end() && at->span.begin < span.end) return std::nullopt;
  return Edit{span, std::string(text)};
}

std::vector<Edit> quote(const model::ShellScript& shell, const model::ShellPlace& place, const shell::Word& word,
                        const shell::Part& part) {
  const Source& source = *shell.file->source;
  if (!place.editable || !keeps_meaning(source, part)) return {};
  const bool whole =
      std::ranges::all_of(word.parts, [&](const shell::Part& each) { return keeps_meaning(source, each); });
  const Span span = whole ? word.span : part.span;
  return {{{span.begin, span.begin}, "\""}, {{span.end, span.end}, "\""}};
}

std::vector<const shell::Part*> unquoted_expansions(const shell::Word& word) {
  std::vector<const shell::Part*> result;
  for (const shell::Part& part : word.parts)
    if (is_expansion(part)) result.push_back(&part);
  return result;
}

const shell::Command* only_command(const shell::Item& item) {
  const std::vector<shell::Command>& commands = item.pipeline.commands;
  return commands.size() == 1 && commands[0].kind == shell::CommandKind::simple ? &commands[0] : nullptr;
}

}  // namespace s1::rules
