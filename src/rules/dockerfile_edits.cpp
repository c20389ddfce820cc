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

// To find a command's place takes time that grows with the RUN: in longer ones (which nobody wrote by hand), none is
// taken out, so that many findings take no more than linear time.
constexpr std::size_t kMostCommands = 1000;

// Where a command stands: `script.items[at]` is it and nothing else.
struct Place {
  const shell::Script* script = nullptr;
  std::size_t at = 0;
};

Place find_place(const Run& run, const shell::Command& command) {
  Place place;
  if (run.calls.size() > kMostCommands) return place;
  shell::for_each_script(*run.script, [&](const shell::Script& part) {
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

// `set -e` at the beginning: after it, what the last command comes to does not hide that another one failed.
bool stops_at_errors(const shell::Script& script) {
  if (script.items.empty() || script.items[0].pipeline.commands.size() != 1) return false;
  const shell::Command& first = script.items[0].pipeline.commands[0];
  return shell::name_of(first) == "set" && std::ranges::any_of(first.words, [](const shell::Word& word) {
           return word.value.starts_with('-') && word.value.contains('e');
         });
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

std::optional<Edit> remove_arguments(const Run& run, const shell::Command& command, const shell::Word& first,
                                     const shell::Word& last) {
  const Source& source = *run.file->source;
  const std::vector<shell::Word>& words = command.words;
  const auto index = [&](const shell::Word& word) { return &word - words.data(); };
  if (index(first) < 1 || index(last) < index(first) || index(last) >= std::ssize(words)) return std::nullopt;
  const auto from = words.begin() + index(first);
  const auto to = words.begin() + index(last);
  const std::string blanks = std::string(run.exec_form ? ", \t\r\n" : " \t\r\n").append(1, run.file->escape);
  const auto gap_before = [&](auto word) { return source.slice({(word - 1)->span.end, word->span.begin}); };
  for (auto word = from; word <= to; ++word) {
    if (word->span.begin < (word - 1)->span.end || gap_before(word).find_first_not_of(blanks) != std::string_view::npos)
      return std::nullopt;
  }
  const bool opens_line = gap_before(from).contains('\n');
  const bool next_is_near = to + 1 != words.end() && to->span.end < (to + 1)->span.begin &&
                            gap_before(to + 1).find_first_not_of(" \t") == std::string_view::npos;
  if (opens_line && next_is_near) return Edit{{from->span.begin, (to + 1)->span.begin}, {}};
  return Edit{{(from - 1)->span.end, to->span.end}, {}};
}

std::optional<Edit> remove_last_command(const Run& run, const shell::Command& command) {
  const auto [script, at] = find_place(run, command);
  if (script == nullptr || at == 0 || at + 1 != script->items.size()) return std::nullopt;
  const shell::Item& item = script->items[at];
  if (item.joint != shell::Joint::and_then || item.background || item.pipeline.negated) return std::nullopt;
  const Span span{script->items[at - 1].pipeline.span.end, item.pipeline.span.end};
  const bool in_script = std::ranges::any_of(run.script->comments,
                                             [&](const Comment& comment) { return span.contains(comment.span.begin); });
  if (in_script || holds_comment(*run.file, span) || !command.redirections.empty()) return std::nullopt;
  return Edit{span, {}};
}

bool keeps_apart(const dockerfile::File& file, const dockerfile::Instruction& instruction) {
  const std::uint32_t at = instruction.index;
  if (at == 0 || at + 1 >= file.instructions.size()) return false;
  const dockerfile::Kind kind = file.instructions[at - 1].kind;
  const bool counts = kind == dockerfile::Kind::run || kind == dockerfile::Kind::copy || kind == dockerfile::Kind::add;
  return counts && kind == file.instructions[at + 1].kind && kind != instruction.kind;
}

std::optional<Edit> remove_pair(const dockerfile::File& file, const dockerfile::Instruction& instruction,
                                const dockerfile::Pair& pair) {
  const std::vector<dockerfile::Pair>& pairs = instruction.pairs;
  const dockerfile::Instruction& owner = file.instructions[instruction.index];
  if (&owner != &instruction) return std::nullopt;
  Span span;
  if (pairs.size() == 1) {
    if (keeps_apart(file, instruction)) return std::nullopt;
    span = whole_lines(*file.source, instruction.span);
  } else if (&pair == &pairs.front()) {
    span = {pair.key.span.begin, pairs[1].key.span.begin};
  } else {
    const dockerfile::Pair& before = *(&pair - 1);
    span = {before.has_value ? before.value.span.end : before.key.span.end, pair.value.span.end};
  }
  if (span.empty() || holds_comment(file, span)) return std::nullopt;
  return Edit{span, {}};
}

std::optional<Edit> remove_command(const Run& run, const shell::Command& command) {
  const auto [script, at] = find_place(run, command);
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

std::optional<Edit> remove_command_or_run(const Run& run, const shell::Command& command) {
  if (std::optional<Edit> edit = remove_command(run, command)) return edit;
  if (std::optional<Edit> edit = remove_last_command(run, command)) return edit;
  const std::vector<shell::Item>& items = run.script->items;
  if (run.owner != run.instruction || items.size() != 1 || items[0].pipeline.commands.size() != 1) return std::nullopt;
  if (&items[0].pipeline.commands[0] != &command || keeps_apart(*run.file, *run.instruction)) return std::nullopt;
  const Span lines = whole_lines(*run.file->source, run.instruction->span);
  if (lines.empty() || holds_comment(*run.file, lines) || !run.script->comments.empty()) return std::nullopt;
  return Edit{lines, {}};
}

std::optional<Edit> drop_command(const Run& run, const shell::Command& command) {
  const auto [script, at] = find_place(run, command);
  if (script == nullptr) return std::nullopt;
  if (at == 0) return remove_command(run, command);
  const shell::Item& item = script->items[at];
  const bool joined = item.joint == shell::Joint::and_then || item.joint == shell::Joint::sequence;
  const bool is_last = at + 1 == script->items.size();
  const bool decides = is_last ? item.joint == shell::Joint::sequence && !stops_at_errors(*script)
                               : script->items[at + 1].joint == shell::Joint::or_else;
  if (!joined || decides || item.background || item.pipeline.negated) return std::nullopt;
  const Span span{script->items[at - 1].pipeline.span.end, item.pipeline.span.end};
  const bool in_script = std::ranges::any_of(run.script->comments,
                                             [&](const Comment& comment) { return span.contains(comment.span.begin); });
  if (in_script || holds_comment(*run.file, span)) return std::nullopt;
  return Edit{span, {}};
}

std::optional<Edit> drop_word(const Run& run, const shell::Command& command, const shell::Word& word) {
  const shell::Word* before = nullptr;
  for (const shell::Word& each : command.words) {
    if (&each == &word) break;
    before = &each;
  }
  if (before == nullptr || before->span.end > word.span.begin) return std::nullopt;
  const Span span{before->span.end, word.span.end};
  if (holds_comment(*run.file, span)) return std::nullopt;
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
  const std::string_view bytes = source.slice(source.line_span(line));
  if (in_heredoc && source.line_of(heredocs[0].body.begin) != line) {
    // There each command has its line, and what goes on is set in. Which escape the file has does not matter.
    text.append("&&").append(line_end_at(source, source.line_span(line).begin));
    text.append(bytes.substr(0, bytes.find_first_not_of(" \t"))).append("    ");
    return Edit{{end, end}, text.append(command)};
  }
  if (!in_heredoc && line != source.line_of(run.owner->keyword.begin)) {
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
