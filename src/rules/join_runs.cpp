// SPDX-License-Identifier: Apache-2.0
#include "rules/join_runs.h"

#include <algorithm>
#include <string>

#include "model/package_command.h"
#include "rules/dockerfile_edits.h"

namespace s1::rules {
namespace {

using model::Run;

bool same_flags(const dockerfile::Instruction& a, const dockerfile::Instruction& b) {
  return std::ranges::equal(a.flags, b.flags, [](const dockerfile::Flag& x, const dockerfile::Flag& y) {
    return x.name == y.name && x.value == y.value;
  });
}

// In shell form, its commands joined by && alone.
bool is_plain_list(const Run& run) {
  return run.owner == run.instruction && run.instruction->form == dockerfile::Form::plain &&
         run.instruction->heredocs.empty() && !run.script->items.empty() &&
         std::ranges::all_of(run.script->items, [](const shell::Item& item) {
           return !item.background && !item.pipeline.negated &&
                  (item.joint == shell::Joint::first || item.joint == shell::Joint::and_then);
         });
}

// True where what follows in the same shell runs as it would in one of its own.
bool leaves_no_trace(const Run& run) {
  constexpr std::string_view harmless[] = {"rm", "echo", "mkdir", "true"};
  return run.script->comments.empty() && std::ranges::all_of(run.calls, [&](const model::Call& call) {
           return call.command->kind == shell::CommandKind::simple &&
                  (model::package_command(call) || std::ranges::find(harmless, call.name) != std::end(harmless));
         });
}

// The lines of a gap that are comments, as they are.
std::string comment_lines(const Source& source, Span gap) {
  std::string lines;
  for (std::uint32_t line = source.line_of(gap.begin) + 1; line < source.line_of(gap.end); ++line) {
    const Span whole{source.line_span(line).begin, source.line_span(line + 1).begin};
    const std::string_view text = source.slice(whole);
    const std::size_t first = text.find_first_not_of(" \t");
    if (first != std::string_view::npos && text[first] == '#') lines += text;
  }
  return lines;
}

}  // namespace

std::optional<Edit> join_runs(const Run& run, const Run& next) {
  const bool adjacent = next.owner->index == run.owner->index + 1 && next.owner->stage == run.owner->stage;
  if (!adjacent || !is_plain_list(run) || !is_plain_list(next) || !leaves_no_trace(run)) return std::nullopt;
  if (!same_flags(*run.instruction, *next.instruction)) return std::nullopt;
  const Source& source = *run.file->source;
  const Span gap{run.script->items.back().pipeline.span.end, next.script->items.front().pipeline.span.begin};
  const Span rest{gap.begin, source.line_span(source.line_of(gap.begin)).end};
  if (source.slice(rest).find_first_not_of(" \t") != std::string_view::npos) return std::nullopt;
  // Indented as the next RUN's own lines.
  std::string_view indent = "    ";
  if (const std::uint32_t line = source.line_of(gap.end) + 1; line <= source.line_of(next.owner->span.end)) {
    const std::string_view text = source.slice(source.line_span(line));
    const std::size_t first = text.find_first_not_of(" \t");
    if (first != std::string_view::npos && first > 0 && text[first] != '#') indent = text.substr(0, first);
  }
  std::string text = " ";
  text.append(1, run.file->escape).append(line_end_at(source, gap.begin)).append(comment_lines(source, gap));
  return Edit{gap, text.append(indent).append("&& ")};
}

}  // namespace s1::rules
