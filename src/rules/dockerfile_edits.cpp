// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile_edits.h"

#include <algorithm>
#include <string>

#include "model/package_command.h"

namespace s1::rules {
namespace {

using model::Call;
using model::Run;
using shell::CommandKind;

// Where a command stands: `script.items[at]` is it and nothing else.
struct Place {
  const shell::Script* script = nullptr;
  std::size_t at = 0;
};

Place find_place(const shell::Script& script, const shell::Command& command) {
  Place place;
  shell::for_each_script(script, [&](const shell::Script& part) {
    for (std::size_t i = 0; i < part.items.size(); ++i) {
      const std::vector<shell::Command>& commands = part.items[i].pipeline.commands;
      if (commands.size() == 1 && &commands[0] == &command) place = {&part, i};
    }
  });
  return place;
}

// True where the script runs the command itself whenever it succeeds as a whole.
bool runs_for_sure(const shell::Script& script, const shell::Command& command) {
  // What `a && b; c` or `a && b || c` comes to does not tell whether b ran.
  std::size_t last_break = 0;
  for (std::size_t i = 0; i < script.items.size(); ++i)
    if (script.items[i].joint != shell::Joint::and_then) last_break = i;
  for (std::size_t i = 0; i < script.items.size(); ++i) {
    const shell::Item& item = script.items[i];
    const bool may_be_skipped = item.joint == shell::Joint::and_then && i < last_break;
    if (may_be_skipped || item.joint == shell::Joint::or_else || item.background) continue;
    for (const shell::Command& each : item.pipeline.commands) {
      if (&each == &command) return true;
      const bool always =
          each.kind == CommandKind::subshell || each.kind == CommandKind::group || each.kind == CommandKind::for_clause;
      if (!always || !each.span.contains(command.span)) continue;
      return std::ranges::any_of(each.children,
                                 [&](const shell::Script& child) { return runs_for_sure(child, command); });
    }
  }
  return false;
}

// True where a later command of the RUN may take the program of `call` away: `apk del npm`, `npm uninstall -g npm`.
bool is_removed_later(const Run& run, const Call& call) {
  const auto manager = model::package_command(call);
  return std::any_of(run.calls.begin() + (&call - run.calls.data()) + 1, run.calls.end(), [&](const Call& later) {
    const auto command = model::package_command(later);
    const bool removes = command && command->action == model::PackageAction::remove;
    if (removes && (!manager || command->manager != manager->manager)) return true;
    return std::ranges::any_of(later.arguments, [&](const shell::Word* word) {
      const std::string_view value = word->value;
      return value.ends_with(call.name) && (removes || later.name == "rm" || value == call.name) &&
             (value.size() == call.name.size() || value[value.size() - call.name.size() - 1] == '/');
    });
  });
}

}  // namespace

bool holds_comment(const dockerfile::File& file, Span span) {
  const auto at = std::ranges::lower_bound(file.comments, span.begin, {},
                                           [](const Comment& comment) { return comment.span.begin; });
  return at != file.comments.end() && at->span.begin < span.end;
}

Span whole_lines(const Source& source, Span instruction) {
  const Span first = source.line_span(source.line_of(instruction.begin));
  const Span before{first.begin, instruction.begin};
  if (source.slice(before).find_first_not_of(" \t") != std::string_view::npos) return {};
  const std::uint32_t last = source.line_of(instruction.end);
  const std::uint32_t end = last < source.line_count() ? source.line_span(last + 1).begin : source.size();
  return {first.begin, end};
}

std::string_view line_end_at(const Source& source, std::uint32_t offset) {
  std::uint32_t line = source.line_of(offset);
  if (line == source.line_count()) --line;
  if (line == 0) return "\n";
  return source.slice({source.line_span(line).end, source.line_span(line + 1).begin});
}

std::optional<std::uint32_t> line_before(const dockerfile::File& file, const dockerfile::Instruction& instruction) {
  const Source& source = *file.source;
  const Span lines = whole_lines(source, instruction.span);
  if (lines.empty() || instruction.index == 0) return std::nullopt;
  const std::uint32_t previous = source.line_of(file.instructions[instruction.index - 1].span.end);
  std::uint32_t line = source.line_of(lines.begin);
  while (line > previous + 1) {
    const std::string_view above = source.slice(source.line_span(line - 1));
    const std::size_t text = above.find_first_not_of(" \t");
    if (text == std::string_view::npos || above[text] != '#') break;
    --line;
  }
  return source.line_span(line).begin;
}

Edit insert_argument(const Run& run, const shell::Word& after, std::string_view argument) {
  const Span at{after.span.end, after.span.end};
  if (run.exec_form) return {at, std::string(", \"").append(argument).append("\"")};
  return {at, std::string(" ").append(argument)};
}

std::optional<Edit> remove_words(const Run& run, const shell::Word& from, const shell::Word& to) {
  const Span span{from.span.begin, to.span.begin};
  if (span.end <= span.begin || holds_comment(*run.file, span)) return std::nullopt;
  return Edit{span, {}};
}

std::optional<Edit> remove_command(const Run& run, const shell::Command& command) {
  const auto [script, at] = find_place(*run.script, command);
  if (script == nullptr || at + 1 >= script->items.size()) return std::nullopt;
  const shell::Item& item = script->items[at];
  const shell::Item& next = script->items[at + 1];
  const bool opens = item.joint == shell::Joint::first || item.joint == shell::Joint::sequence;
  const bool joined =
      next.joint == shell::Joint::and_then || (opens && next.joint == shell::Joint::sequence && !item.background);
  if (!joined || item.joint == shell::Joint::or_else || item.pipeline.negated) return std::nullopt;
  const Span span{item.pipeline.span.begin, next.pipeline.span.begin};
  const bool in_script = std::ranges::any_of(run.script->comments,
                                             [&](const Comment& comment) { return span.contains(comment.span.begin); });
  if (in_script || holds_comment(*run.file, span)) return std::nullopt;
  return Edit{span, {}};
}

std::optional<Edit> append_command(const Run& run, std::string_view command) {
  if (run.instruction->form == dockerfile::Form::json || run.script->items.empty()) return std::nullopt;
  const shell::Item& last = run.script->items.back();
  if (last.background || last.pipeline.commands.empty()) return std::nullopt;
  const shell::Command& last_command = last.pipeline.commands.back();
  const std::string_view name = shell::name_of(last_command);
  if (name == "exit" || name == "exec") return std::nullopt;
  const bool reads_heredoc = std::ranges::any_of(last_command.redirections, [](const shell::Redirection& redirection) {
    return redirection.op.starts_with("<<");
  });
  // Heredocs that are not the script itself belong to a command in it.
  const std::span<const dockerfile::Heredoc> heredocs = run.instruction->heredocs;
  const bool in_heredoc = heredocs.size() == 1 && heredocs[0].body.contains(run.script->span);
  if (reads_heredoc || (!heredocs.empty() && !in_heredoc)) return std::nullopt;

  const Source& source = *run.file->source;
  const std::uint32_t end = last.pipeline.span.end;
  const std::uint32_t line = source.line_of(end);
  std::string text = " ";
  if (!in_heredoc && line != source.line_of(run.owner->keyword.begin)) {
    const std::string_view bytes = source.slice(source.line_span(line));
    text.append(1, run.file->escape).append(line_end_at(source, source.line_span(line - 1).begin));
    text.append(bytes.substr(0, bytes.find_first_not_of(" \t")));
  }
  return Edit{{end, end}, text.append("&& ").append(command)};
}

std::optional<Edit> append_to_call(const Run& run, const Call& call, std::string_view command) {
  if (!call.wrappers.empty() || !call.command->assignments.empty()) return std::nullopt;
  if (!runs_for_sure(*run.script, *call.command) || is_removed_later(run, call)) return std::nullopt;
  return append_command(run, command);
}

}  // namespace s1::rules
