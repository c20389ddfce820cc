// SPDX-License-Identifier: Apache-2.0
// Heredocs, and the scripts that commands hand to other shells.
#include <algorithm>
#include <utility>

#include "syntax/shell/parser.h"
#include "syntax/shell/parts_builder.h"
#include "syntax/shell/shell_call.h"

namespace s1::shell {
namespace {

// True where a script's text is known but for plain variables, which mean the same in it as out here.
bool is_known(const std::vector<Part>& parts) {
  return std::ranges::all_of(parts, [](const Part& part) {
    switch (part.kind) {
      case PartKind::literal:
      case PartKind::single_quoted:
        return true;
      case PartKind::double_quoted:
        return is_known(part.parts);
      case PartKind::parameter:
        return part.parts.empty();
      default:
        return false;
    }
  });
}

bool has_text(const std::vector<Part>& parts) {
  return std::ranges::any_of(parts, [](const Part& part) {
    return part.kind == PartKind::double_quoted ? has_text(part.parts)
                                                : part.kind != PartKind::parameter && !part.text.empty();
  });
}

}  // namespace

// After a line end: the bodies of the heredocs that the line before it opened.
void Parser::read_heredocs() {
  for (const PendingHeredoc& pending : std::exchange(heredocs_, {})) read_heredoc(pending);
}

void Parser::read_heredoc(const PendingHeredoc& pending) {
  Redirection& redirection = *pending.redirection;
  const std::string_view delimiter = redirection.target.value;
  const bool without_tabs = redirection.op == "<<-";
  const std::uint32_t begin = pos_;
  std::uint32_t end = begin;  // of the body
  bool closed = false;
  while (!closed && pos_ < text_.size()) {
    end = pos_;
    const std::size_t line_end = std::min(text_.find('\n', pos_), text_.size());
    std::string_view line = text_.substr(pos_, line_end - pos_);
    pos_ = static_cast<std::uint32_t>(std::min(line_end + 1, text_.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (without_tabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
    closed = line == delimiter;
    if (in_substitution_ && line.starts_with(delimiter) && line.substr(delimiter.size()).starts_with(')')) {
      closed = true;  // $(cat <<EOF … EOF): the parenthesis ends it too
      pos_ = static_cast<std::uint32_t>(line.data() - text_.data() + static_cast<std::ptrdiff_t>(delimiter.size()));
    }
  }
  if (!closed) {
    end = pos_;
    report(redirection.span, "shell-unterminated-heredoc",
           "the heredoc has no line `" + std::string(delimiter) + "` that ends it", "add that line");
  }
  redirection.body = redirection.document.span = file_span(begin, end);
  Origin script(origin_, begin);
  Origin* const record = pending.is_script ? &script : nullptr;
  if (redirection.expands)
    expanding_document(redirection.document, begin, end, without_tabs, record);
  else
    verbatim_document(redirection.document, begin, end, without_tabs, record);
  if (pending.is_script && is_known(redirection.document.parts)) redirection.script = nested_script(script);
}

void Parser::expanding_document(Word& document, std::uint32_t begin, std::uint32_t end, bool without_tabs,
                                Origin* record) {
  const std::uint32_t after = pos_;
  const std::string_view whole = std::exchange(text_, text_.substr(0, end));
  pos_ = begin;
  Value value{.text = {}, .record = record};
  PartsBuilder parts(origin_, &value);
  quoted_text(parts, without_tabs ? Quoting::heredoc_without_tabs : Quoting::heredoc);
  document.parts = parts.finish();
  document.literal =
      std::ranges::all_of(document.parts, [](const Part& part) { return part.kind == PartKind::literal; });
  document.value = std::move(value.text);
  text_ = whole;
  pos_ = given_up_ ? static_cast<std::uint32_t>(text_.size()) : after;
  no_template_end_ = false;
}

void Parser::verbatim_document(Word& document, std::uint32_t begin, std::uint32_t end, bool without_tabs,
                               Origin* record) {
  Value value{.text = {}, .record = record};
  for (std::uint32_t line = begin; line < end;) {
    while (without_tabs && line < end && text_[line] == '\t') ++line;
    const std::size_t line_end = without_tabs ? std::min<std::size_t>(text_.find('\n', line), end - 1) : end - 1;
    const auto next = static_cast<std::uint32_t>(line_end) + 1;
    if (line < next) value.add(slice(line, next), line);
    line = std::max(line, next);
  }
  document.literal = true;
  document.value = std::move(value.text);
  if (document.value.empty()) return;
  Part& part = document.parts.emplace_back();
  part.kind = PartKind::literal;
  part.span = document.span;
  part.text = document.value;
}

void Parser::drop_heredocs() {
  for (const PendingHeredoc& pending : std::exchange(heredocs_, {})) {
    Redirection& redirection = *pending.redirection;
    redirection.body = redirection.document.span = file_span(token_end_, token_end_);
    report(redirection.span, "shell-unterminated-heredoc", "the heredoc has no lines", "add them, and its end");
  }
}

void Parser::inner_script(Command& command, std::size_t first_range) {
  // Most commands are no shell: look for what all such calls have before looking closely.
  const bool may_be = std::ranges::any_of(command.words, [](const Word& word) {
    return word.value.size() > 1 && word.value[0] == '-' &&
           (word.value.ends_with('c') || word.value.ends_with("command"));
  });
  if (!may_be) return;
  const Word* const argument = script_argument(invocation(command));
  if (argument == nullptr || !is_known(argument->parts) || !has_text(argument->parts)) return;

  // The word is read again, for the way back from what the other shell gets to where it stands here.
  const Span range = word_ranges_[first_range + static_cast<std::size_t>(argument - command.words.data())];
  const std::uint32_t after = std::exchange(pos_, range.begin);
  const std::uint32_t after_token = token_end_;
  const Session::Mark mark = session_.mark();
  Origin script(origin_, range.begin);
  const Word again = word(WordMode::plain, &script);
  session_.back_to(mark);
  pos_ = after;
  token_end_ = after_token;
  if (script.text() == argument->value) command.inner = nested_script(script);
}

std::shared_ptr<const Script> Parser::nested_script(const Origin& origin) {
  const Nesting nesting(*this);
  if (!nesting.allowed()) return nullptr;
  return std::make_shared<const Script>(Parser(origin, session_).whole());
}

}  // namespace s1::shell
