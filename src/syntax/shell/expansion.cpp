// SPDX-License-Identifier: Apache-2.0
// What begins with $ or `: parameters, command substitutions, arithmetic.
#include <algorithm>
#include <utility>

#include "syntax/shell/parser.h"
#include "syntax/shell/parts_builder.h"

namespace s1::shell {

// At $ or `; `quoted`: in double quotes or a heredoc.
void Parser::expansion(PartsBuilder& parts, bool quoted) {
  if (peek() == '`') {
    backquoted(parts, quoted);
    return;
  }
  const char next = peek(1);
  if (next == '{') {
    braced_parameter(parts, quoted);
  } else if (next == '(') {
    if (peek(2) == '(')
      arithmetic_expansion(parts);
    else
      command_substitution(parts, PartKind::command);
  } else if (next == '[') {
    old_arithmetic_expansion(parts);
  } else if (is_name_begin(next) || (is_special_parameter(next) && pos_ + 1 < text_.size())) {
    parameter(parts);
  } else if (next == '\'' && !quoted) {
    ansi_quoted(parts);
  } else if (next == '"' && !quoted) {
    ++pos_;  // $"…" is translated, where there is a translation
    double_quoted(parts);
  } else {
    parts.literal("$", pos_, pos_ + 1);
    ++pos_;
  }
}

// $name, $1, $@
void Parser::parameter(PartsBuilder& parts) {
  const std::uint32_t begin = pos_++;
  if (is_name_begin(text_[pos_])) {
    while (!at_end() && is_name_char(text_[pos_])) ++pos_;
  } else {
    ++pos_;
  }
  Part part;
  part.kind = PartKind::parameter;
  part.span = file_span(begin, pos_);
  part.text = slice(begin + 1, pos_);
  parts.add(std::move(part), slice(begin, pos_), begin);
}

// ${…}
void Parser::braced_parameter(PartsBuilder& parts, bool quoted) {
  const std::uint32_t begin = pos_;
  const Nesting nesting(*this);
  if (!nesting.allowed()) return;
  Part part;
  part.kind = PartKind::parameter;
  pos_ += 2;
  const auto name_end = [&](std::uint32_t at) {
    if (at >= text_.size()) return at;
    if (is_name_begin(text_[at]) || is_digit(text_[at])) {
      while (at < text_.size() && is_name_char(text_[at])) ++at;
      return at;
    }
    return is_special_parameter(text_[at]) ? at + 1 : at;
  };
  // ${#} and ${#-x} are about the parameter #, ${#x} about the length of x.
  if ((peek() == '#' || peek() == '!') && name_end(pos_ + 1) > pos_ + 1 && (is_name_char(peek(1)) || peek(2) == '}')) {
    part.prefix = peek();
    ++pos_;
  }
  const std::uint32_t name_begin = pos_;
  pos_ = name_end(pos_);
  part.text = slice(name_begin, pos_);
  const std::uint32_t detail_begin = pos_;
  PartsBuilder inside(origin_);
  if (pos_ == begin + 2 && peek() == '{' &&
      !no_template_end_) {  // ${{ … }} of CI systems: another language, put in before the shell runs
    const std::size_t close = text_.find("}}", pos_);
    no_template_end_ = close == std::string_view::npos;
    if (!no_template_end_) pos_ = static_cast<std::uint32_t>(close) + 1;
  }
  while (!at_end() && text_[pos_] != '}') {
    switch (text_[pos_]) {
      case '\\':
        pos_ = std::min(pos_ + 2, static_cast<std::uint32_t>(text_.size()));
        break;
      case '\'':
        if (quoted)
          ++pos_;
        else
          single_quoted(inside);
        break;
      case '"':
        double_quoted(inside);
        break;
      case '$':
      case '`':
        expansion(inside, quoted);
        break;
      default:
        ++pos_;
    }
  }
  part.detail = slice(detail_begin, pos_);
  if (at_end())
    unclosed(file_span(begin, begin + 2), "${", "}");
  else
    ++pos_;
  part.parts = inside.finish();
  part.span = file_span(begin, pos_);
  parts.add(std::move(part), slice(begin, pos_), begin);
}

// $(…), <(…) and >(…)
void Parser::command_substitution(PartsBuilder& parts, PartKind kind) {
  const std::uint32_t begin = pos_;
  const Nesting nesting(*this);
  if (!nesting.allowed()) return;
  Part part;
  part.kind = kind;
  if (kind == PartKind::process) part.text = text_[pos_];
  take(2);
  part.script = std::make_shared<Script>(substitution());
  if (peek() == ')')
    ++pos_;
  else
    unclosed(file_span(begin, begin + 2), slice(begin, begin + 2), ")");
  part.span = file_span(begin, pos_);
  parts.add(std::move(part), slice(begin, pos_), begin);
}

// A script up to `)`, which no enclosing construct ends.
Script Parser::substitution() {
  const Stops outer_stops = std::exchange(stops_, kStopNone);
  const bool outer_substitution = std::exchange(in_substitution_, true);
  std::vector<PendingHeredoc> outer_heredocs = std::exchange(heredocs_, {});
  Script script = list(kStopParenthesis);
  drop_heredocs();
  heredocs_ = std::move(outer_heredocs);
  in_substitution_ = outer_substitution;
  stops_ = outer_stops;
  return script;
}

// `…`: a text of its own, in which \ takes the meaning from $, ` and \, and in double quotes from " too.
void Parser::backquoted(PartsBuilder& parts, bool quoted) {
  const std::uint32_t begin = pos_++;
  const Nesting nesting(*this);
  if (!nesting.allowed()) return;
  Origin inside(origin_, pos_);
  while (!at_end() && text_[pos_] != '`') {
    const std::uint32_t run = pos_;
    while (!at_end() && text_[pos_] != '`' && text_[pos_] != '\\') ++pos_;
    inside.append(slice(run, pos_), run);
    if (peek() != '\\') continue;
    const char next = peek(1);
    const bool escapes = next == '$' || next == '`' || next == '\\' || (next == '"' && quoted);
    if (!escapes) inside.append("\\", pos_);
    ++pos_;
    if (escapes) {
      inside.append(slice(pos_, pos_ + 1), pos_);
      ++pos_;
    }
  }
  if (at_end())
    unclosed(file_span(begin, begin + 1), "`", "`");
  else
    ++pos_;
  Part part;
  part.kind = PartKind::command;
  part.script = std::make_shared<Script>(Parser(inside, session_).whole());
  part.span = file_span(begin, pos_);
  parts.add(std::move(part), slice(begin, pos_), begin);
}

// $((…)), or $( (…) …) where it is that.
void Parser::arithmetic_expansion(PartsBuilder& parts) {
  const std::uint32_t begin = pos_;
  const Nesting nesting(*this);
  if (!nesting.allowed()) return;
  const Session::Mark mark = session_.mark();
  PartsBuilder inside(origin_);
  pos_ += 3;
  const Arithmetic result = arithmetic(inside);
  if (result == Arithmetic::not_arithmetic && session_.rereads_left-- > 0) {
    session_.back_to(mark);
    pos_ = begin;
    command_substitution(parts, PartKind::command);
    return;
  }
  Part part;
  part.kind = PartKind::arithmetic;
  part.text = slice(begin + 3, pos_);
  part.parts = inside.finish();
  if (result == Arithmetic::closed)
    pos_ += 2;
  else
    unclosed(file_span(begin, begin + 3), "$((", "))");
  part.span = file_span(begin, pos_);
  parts.add(std::move(part), slice(begin, pos_), begin);
}

Parser::Arithmetic Parser::arithmetic(PartsBuilder& parts) {
  int depth = 0;
  while (!at_end()) {
    switch (text_[pos_]) {
      case '(':
        ++depth;
        ++pos_;
        break;
      case ')':
        if (depth == 0) return peek(1) == ')' ? Arithmetic::closed : Arithmetic::not_arithmetic;
        --depth;
        ++pos_;
        break;
      case '\\':
        pos_ = std::min(pos_ + 2, static_cast<std::uint32_t>(text_.size()));
        break;
      case '\'':
        single_quoted(parts);
        break;
      case '"':
        double_quoted(parts);
        break;
      case '$':
      case '`':
        expansion(parts, true);
        break;
      default:
        ++pos_;
    }
  }
  return Arithmetic::open;
}

// $[…], which bash keeps from its first years; in other shells a dollar and a pattern.
void Parser::old_arithmetic_expansion(PartsBuilder& parts) {
  const std::uint32_t begin = pos_;
  std::uint32_t close = pos_ + 2;
  while (close < text_.size() && (is_name_char(text_[close]) || std::string_view("+-*/% $").contains(text_[close])))
    ++close;
  if (close >= text_.size() || text_[close] != ']' || close == begin + 2) {
    parts.literal("$", begin, begin + 1);
    ++pos_;
    return;
  }
  pos_ = close + 1;
  Part part;
  part.kind = PartKind::arithmetic;
  part.text = slice(begin + 2, close);
  part.span = file_span(begin, pos_);
  parts.add(std::move(part), slice(begin, pos_), begin);
}

}  // namespace s1::shell
