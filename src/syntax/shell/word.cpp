// SPDX-License-Identifier: Apache-2.0
// Words, quoting and patterns.
#include <algorithm>
#include <utility>

#include "syntax/shell/ansi_escape.h"
#include "syntax/shell/parser.h"
#include "syntax/shell/parts_builder.h"

namespace s1::shell {
namespace {

bool is_literal(const Part& part) {
  switch (part.kind) {
    case PartKind::literal:
    case PartKind::single_quoted:
      return true;
    case PartKind::double_quoted:
      return std::ranges::all_of(part.parts, is_literal);
    default:
      return false;
  }
}

// The braces of a word while it is read. {a,b} and {a..b} become one part that holds the parts inside; others are
// literal text.
class Braces {
 public:
  explicit Braces(PartsBuilder& parts) : parts_(parts) {}

  [[nodiscard]] bool any_open() const { return !open_.empty(); }
  [[nodiscard]] bool may_open() const { return open_.size() < kMaxOpen; }

  // At `{`.
  void open(std::uint32_t begin) {
    parts_.flush();
    open_.push_back({begin, parts_.parts().size(), parts_.value()->text.size(), false});
    parts_.literal("{", begin, begin + 1);
    split_ = true;
  }
  // Unquoted text inside.
  void text(std::string_view text) {
    if (text.contains(',') || text.contains("..")) open_.back().expands = true;
  }
  // At `}`; `text` is the whole text.
  void close(std::uint32_t end, std::string_view text) {
    const Open brace = open_.back();
    open_.pop_back();
    parts_.literal("}", end - 1, end);
    if (!brace.expands) return;
    parts_.flush();
    Part part;
    part.kind = PartKind::brace;
    part.span = parts_.origin().to_file({brace.begin, end});
    part.text = text.substr(brace.begin, end - brace.begin);
    std::vector<Part>& parts = parts_.parts();
    for (std::size_t i = brace.first_part; i < parts.size(); ++i) {
      if (parts[i].kind != PartKind::literal) part.parts.push_back(std::move(parts[i]));
    }
    parts.resize(brace.first_part);
    parts_.value()->text.replace(brace.value_begin, std::string::npos, part.text);
    parts.push_back(std::move(part));
  }
  // Puts literal text together again that a brace without a meaning split.
  void merge_literals(std::vector<Part>& parts) const {
    if (!split_) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (kept > 0 && parts[i].kind == PartKind::literal && parts[kept - 1].kind == PartKind::literal) {
        parts[kept - 1].text += parts[i].text;
        parts[kept - 1].span.end = parts[i].span.end;
      } else {
        if (kept != i) parts[kept] = std::move(parts[i]);
        ++kept;
      }
    }
    parts.resize(kept);
  }

 private:
  static constexpr std::size_t kMaxOpen = 16;  // deeper ones are literal text
  struct Open {
    std::uint32_t begin = 0;
    std::size_t first_part = 0;
    std::size_t value_begin = 0;
    bool expands = false;
  };
  PartsBuilder& parts_;
  std::vector<Open> open_;
  bool split_ = false;
};

}  // namespace

bool Parser::can_begin_word() const {
  if (at_end() || is_line_end(pos_)) return false;
  const char c = text_[pos_];
  return char_class(c) != CharClass::delimiter || ((c == '<' || c == '>') && peek(1) == '(');
}

Word Parser::word(WordMode mode, Origin* record) {
  Word word;
  const std::uint32_t begin = pos_;
  std::uint32_t end = begin;
  while (end < text_.size() && char_class(text_[end]) == CharClass::plain) ++end;
  // Most words are plain text; `(` may belong to @(…), `<(` goes on with the word.
  const bool plain = end > begin && record == nullptr && mode != WordMode::regex &&
                     (end == text_.size() || std::string_view(" \t\n|&;)").contains(text_[end]));
  if (plain) {
    pos_ = end;
    word.span = file_span(begin, end);
    word.value = slice(begin, end);
    word.literal = true;
    Part& part = word.parts.emplace_back();
    part.kind = PartKind::literal;
    part.span = word.span;
    part.text = word.value;
  } else {
    Value value{.text = {}, .record = record};
    PartsBuilder parts(origin_, &value);
    word_parts(parts, mode);
    word.parts = parts.finish();
    word.span = file_span(begin, pos_);
    word.value = std::move(value.text);
    word.literal = std::ranges::all_of(word.parts, is_literal);
  }
  token_end_ = pos_;
  return word;
}

void Parser::word_parts(PartsBuilder& parts, WordMode mode) {
  const std::uint32_t begin = pos_;
  Braces braces(parts);
  int parentheses = 0;  // of a regular expression
  while (!at_end()) {
    const char c = text_[pos_];
    switch (c) {
      case '\\':
        escape(parts);
        continue;
      case '\'':
        single_quoted(parts);
        continue;
      case '"':
        double_quoted(parts);
        continue;
      case '$':
      case '`':
        expansion(parts, false);
        continue;
      case '*':
      case '?':
        glob(parts);
        continue;
      case '[':
        bracket(parts);
        continue;
      case '~':
        tilde(parts,
              pos_ == begin || (mode == WordMode::assignment && (text_[pos_ - 1] == '=' || text_[pos_ - 1] == ':')));
        continue;
      case '{':
        if (peek(1) != '}' && mode != WordMode::regex && braces.may_open()) {
          braces.open(pos_++);
          continue;
        }
        break;
      case '}':
        if (braces.any_open()) {
          ++pos_;
          braces.close(pos_, text_);
          continue;
        }
        break;
      case '<':
      case '>':
        if (peek(1) == '(' && mode != WordMode::regex) {
          command_substitution(parts, PartKind::process);
          continue;
        }
        break;
      default:
        break;
    }
    if (mode == WordMode::regex && char_class(c) == CharClass::delimiter && !is_line_end(pos_)) {
      if (c == '(') ++parentheses;
      if (c == ')' && --parentheses < 0) break;
      if (is_blank(c) && parentheses == 0) break;
      if ((c == ';' || c == '&') && parentheses == 0) break;
      parts.literal(text_.substr(pos_, 1), pos_, pos_ + 1);
      ++pos_;
      continue;
    }
    if (ends_word(pos_)) break;
    const std::uint32_t run = pos_++;  // also a { or } that means nothing, and a CR inside a word
    while (!at_end() && char_class(text_[pos_]) == CharClass::plain) ++pos_;
    if (peek() == '(' && std::string_view("@+!").contains(text_[pos_ - 1])) {
      parts.literal(slice(run, pos_ - 1), run, pos_ - 1);
      extended_glob(parts, --pos_);
      continue;
    }
    if (braces.any_open()) braces.text(slice(run, pos_));
    parts.literal(slice(run, pos_), run, pos_);
  }
  parts.flush();
  braces.merge_literals(parts.parts());
}

// A backslash and what it takes its meaning from; with a line end, nothing.
void Parser::escape(PartsBuilder& parts) {
  const std::uint32_t begin = pos_++;
  if (at_end()) {
    parts.literal("\\", begin, pos_);
  } else if (is_line_end(pos_)) {
    pos_ += text_[pos_] == '\r' ? 2 : 1;
  } else {
    ++pos_;
    parts.literal(slice(begin + 1, pos_), begin, pos_);
  }
}

// '…'
void Parser::single_quoted(PartsBuilder& parts) {
  const std::uint32_t begin = pos_;
  std::size_t close = text_.find('\'', begin + 1);
  if (close == std::string_view::npos) {
    unclosed(file_span(begin, begin + 1), "'", "'");
    close = std::min(text_.find('\n', begin), text_.size());
    pos_ = static_cast<std::uint32_t>(close);
  } else {
    pos_ = static_cast<std::uint32_t>(close) + 1;
  }
  if (!parts.keeps_all()) return;
  Part part;
  part.kind = PartKind::single_quoted;
  part.span = file_span(begin, pos_);
  part.text = text_.substr(begin + 1, close - begin - 1);
  const std::string_view value = text_.substr(begin + 1, close - begin - 1);
  parts.add(std::move(part), value, begin + 1);
}

// $'…', at the dollar
void Parser::ansi_quoted(PartsBuilder& parts) {
  const std::uint32_t begin = pos_;
  Part part;
  part.kind = PartKind::single_quoted;
  parts.flush();
  pos_ += 2;
  while (!at_end() && text_[pos_] != '\'') {
    const std::uint32_t at = pos_;
    std::string decoded;
    if (text_[pos_] == '\\') {
      pos_ += decode_ansi_escape(text_.substr(pos_), decoded);
    } else {
      while (!at_end() && text_[pos_] != '\'' && text_[pos_] != '\\') ++pos_;
      decoded = slice(at, pos_);
    }
    if (parts.keeps_all()) parts.value()->add(decoded, at);
    part.text += decoded;
  }
  if (at_end())
    unclosed(file_span(begin, begin + 2), "$'", "'");
  else
    ++pos_;
  part.span = file_span(begin, pos_);
  if (parts.keeps_all()) parts.add(std::move(part));
}

// "…"
void Parser::double_quoted(PartsBuilder& parts) {
  const std::uint32_t begin = pos_;
  const Session::Mark mark = session_.mark();
  parts.flush();
  const std::size_t value_begin = parts.keeps_all() ? parts.value()->text.size() : 0;
  ++pos_;
  PartsBuilder inside(origin_, parts.value());
  quoted_text(inside, Quoting::double_quotes);
  Part part;
  part.kind = PartKind::double_quoted;
  if (at_end()) {
    const std::size_t line_end = text_.find('\n', begin);
    if (line_end != std::string_view::npos && !given_up_ && session_.rereads_left-- > 0) {
      // Reading resumes at the next line; what stands on this one is text.
      session_.back_to(mark);
      pos_ = static_cast<std::uint32_t>(line_end);
      if (parts.keeps_all()) parts.value()->text.resize(value_begin);
      inside.clear();
      inside.literal(slice(begin + 1, pos_), begin + 1, pos_);
    }
    unclosed(file_span(begin, begin + 1), "\"", "\"");
  } else {
    ++pos_;
  }
  part.parts = inside.finish();
  part.span = file_span(begin, pos_);
  if (parts.keeps_all()) {
    parts.add(std::move(part));
  } else {
    for (Part& expansion : part.parts) parts.add(std::move(expansion));
  }
}

// The inside of double quotes, up to the closing one, or of a heredoc, up to the end of the text.
void Parser::quoted_text(PartsBuilder& parts, Quoting quoting) {
  const bool quotes = quoting == Quoting::double_quotes;
  const bool without_tabs = quoting == Quoting::heredoc_without_tabs;
  const auto is_ordinary = [&](char c) {
    return c != '"' && c != '\\' && c != '$' && c != '`' && (c != '\n' || !without_tabs);
  };
  const auto skip_tabs = [&] {
    while (without_tabs && peek() == '\t') ++pos_;
  };
  skip_tabs();
  while (!at_end()) {
    const std::uint32_t begin = pos_;
    while (!at_end() && is_ordinary(text_[pos_])) ++pos_;
    if (pos_ > begin) parts.literal(slice(begin, pos_), begin, pos_);
    if (at_end()) return;
    const char c = text_[pos_];
    if (c == '"' && quotes) return;
    if (c == '$' || c == '`') {
      expansion(parts, true);
    } else if (c == '\\' && is_line_end(pos_ + 1)) {
      pos_ += text_[pos_ + 1] == '\r' ? 3 : 2;
      skip_tabs();
    } else if (c == '\\' && (peek(1) == '$' || peek(1) == '`' || peek(1) == '\\' || (peek(1) == '"' && quotes))) {
      parts.literal(text_.substr(pos_ + 1, 1), pos_, pos_ + 2);
      pos_ += 2;
    } else {
      parts.literal(text_.substr(pos_, 1), pos_, pos_ + 1);
      ++pos_;
      if (c == '\n') skip_tabs();
    }
  }
}

// ---- Patterns

// * or ?, alone or as the beginning of ?(…) and *(…)
void Parser::glob(PartsBuilder& parts) {
  const std::uint32_t begin = pos_++;
  if (peek() == '(') {
    extended_glob(parts, begin);
    return;
  }
  Part part;
  part.kind = PartKind::glob;
  part.span = file_span(begin, pos_);
  part.text = text_[begin];
  parts.add(std::move(part), text_.substr(begin, 1), begin);
}

// […]; a `[` without its `]` is literal text.
void Parser::bracket(PartsBuilder& parts) {
  const std::uint32_t begin = pos_++;
  std::uint32_t close = pos_;
  if (peek() == '!' || peek() == '^') ++close;
  if (close < text_.size() && text_[close] == ']') ++close;
  close = std::max(close, bracket_searched_to_);
  while (!ends_word(close) && !std::string_view("]\\'\"$`").contains(text_[close])) ++close;
  bracket_searched_to_ = close;
  if (ends_word(close)) {
    parts.literal("[", begin, pos_);
    return;
  }
  // With quotes or variables inside, the `[` alone is the part, and the rest of the word is read as usual.
  if (text_[close] == ']') pos_ = close + 1;
  Part part;
  part.kind = PartKind::glob;
  part.span = file_span(begin, pos_);
  part.text = slice(begin, pos_);
  parts.add(std::move(part), slice(begin, pos_), begin);
}

// @(…|…) and its like, which begin at `begin` and whose parenthesis is the next byte.
void Parser::extended_glob(PartsBuilder& parts, std::uint32_t begin) {
  pos_ = begin + 1;
  PartsBuilder inside(origin_);
  int depth = 0;
  do {
    switch (text_[pos_]) {
      case '(':
        ++depth;
        ++pos_;
        break;
      case ')':
        --depth;
        ++pos_;
        break;
      case '\\':
        pos_ = std::min(pos_ + 2, static_cast<std::uint32_t>(text_.size()));
        break;
      case '\'':
        single_quoted(inside);
        break;
      case '"':
        double_quoted(inside);
        break;
      case '$':
      case '`':
        expansion(inside, false);
        break;
      default:
        ++pos_;
    }
  } while (depth > 0 && !at_end());
  if (depth > 0) unclosed(file_span(begin, begin + 2), slice(begin, begin + 2), ")");
  Part part;
  part.kind = PartKind::glob;
  part.span = file_span(begin, pos_);
  part.text = slice(begin, pos_);
  part.parts = inside.finish();
  parts.add(std::move(part), slice(begin, pos_), begin);
}

// ~ and ~user where `expands`: at the beginning of a word and, in assignments, after = and :
void Parser::tilde(PartsBuilder& parts, bool expands) {
  const std::uint32_t begin = pos_++;
  if (expands) {
    while (!at_end() && (is_name_char(text_[pos_]) || std::string_view("-+.").contains(text_[pos_]))) ++pos_;
    if (peek() != '/' && peek() != ':' && !ends_word(pos_)) {  // ~$user: no tilde to the shell
      pos_ = begin + 1;
      expands = false;
    }
  }
  if (!expands) {
    parts.literal("~", begin, pos_);
    return;
  }
  Part part;
  part.kind = PartKind::tilde;
  part.span = file_span(begin, pos_);
  part.text = slice(begin, pos_);
  parts.add(std::move(part), slice(begin, pos_), begin);
}

}  // namespace s1::shell
