// SPDX-License-Identifier: Apache-2.0
#include "syntax/groovy/tokens.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "syntax/groovy/scan.h"
#include "syntax/shell/ansi_escape.h"

namespace s1::groovy {
namespace {

// Words after which an expression begins, so that a slash is no division.
bool precedes_expression(std::string_view word) {
  constexpr std::string_view kWords[] = {"return", "in", "case", "else", "assert", "throw"};
  return std::ranges::find(kWords, word) != std::end(kWords);
}

class Tokenizer {
 public:
  Tokenizer(const Source& source, std::vector<Comment>* comments)
      : text_(source.bytes()), at_(source.content_begin()), comments_(comments) {}

  std::vector<Token> run() {
    if (text_.substr(at_).starts_with("#!")) skip_line();
    while (at_ < text_.size()) step();
    match_brackets();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] bool sees(std::string_view expected) const { return text_.substr(at_).starts_with(expected); }
  void skip_line() { at_ = static_cast<std::uint32_t>(std::min(text_.find('\n', at_), text_.size())); }

  void step() {
    const char c = text_[at_];
    if (c == '\n') return add(TokenKind::line_end, 1);
    if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
      ++at_;
    } else if (sees("\\\n") || sees("\\\r\n")) {
      at_ += sees("\\\n") ? 2 : 3;  // the line goes on
    } else if (sees("//")) {
      const std::uint32_t begin = at_;
      skip_line();
      if (text_[at_ - 1] == '\r') --at_;
      add_comment(begin, at_);
    } else if (sees("/*")) {
      const std::uint32_t begin = at_;
      const std::size_t end = std::min(text_.find("*/", at_ + 2), text_.size());
      at_ = static_cast<std::uint32_t>(std::min(end + 2, text_.size()));
      add_comment(begin, static_cast<std::uint32_t>(end));
    } else if (is_word_char(c) && !is_dollar_slashy()) {
      std::uint32_t end = at_;
      while (end < text_.size() && is_word_char(text_[end])) ++end;
      add(TokenKind::word, end - at_);
    } else if (!add_string()) {
      add(TokenKind::punctuation, 1);
      tokens_.back().mark = c;
    }
  }

  // `text_end`: where a sign that closes it begins.
  void add_comment(std::uint32_t begin, std::uint32_t text_end) {
    if (comments_ == nullptr) return;
    constexpr std::string_view blanks = " \t\r\n\f";
    std::string_view inside = text_.substr(begin + 2, text_end - begin - 2);
    inside.remove_prefix(std::min(inside.find_first_not_of(blanks), inside.size()));
    inside = inside.substr(0, inside.find_last_not_of(blanks) + 1);
    comments_->push_back({{begin, at_}, inside, {}});
  }

  // Nothing that could be divided stands before.
  [[nodiscard]] bool expects_operand() const {
    if (tokens_.empty()) return true;
    const Token& last = tokens_.back();
    if (last.kind == TokenKind::string) return false;
    if (last.kind == TokenKind::word) return precedes_expression(text_.substr(last.span.begin, last.span.size()));
    return last.mark != ')' && last.mark != ']' && last.mark != '}';
  }
  [[nodiscard]] bool is_dollar_slashy() const { return sees("$/") && expects_operand(); }

  bool add_string() {
    const Quote quote = quote_at(text_, at_);
    if (quote == Quote::none) return false;
    const bool by_slash = quote == Quote::slashy || quote == Quote::dollar_slashy;
    if (by_slash && (!expects_operand() || at_ < no_slash_string_before_)) return false;
    const std::size_t end = quote == Quote::slashy ? std::min(text_.find('\n', at_), text_.size()) : text_.size();
    const Scanned scanned = scan_string(text_.substr(0, end), at_, quote);
    if (by_slash && !scanned.closed) {
      no_slash_string_before_ = static_cast<std::uint32_t>(end);
      return false;
    }
    add(TokenKind::string, scanned.end - at_);
    tokens_.back().quote = quote;
    tokens_.back().closed = scanned.closed;
    return true;
  }

  void add(TokenKind kind, std::uint32_t size) {
    Token token;
    token.kind = kind;
    token.span = {at_, at_ + size};
    tokens_.push_back(token);
    at_ += size;
  }

  // A closing brace also closes the parentheses that were left open in it; another closing bracket that fits nothing
  // is ignored.
  void match_brackets() {
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
      const char mark = tokens_[i].mark;
      if (mark == '(' || mark == '[' || mark == '{') {
        open.push_back(i);
      } else if (mark == ')' || mark == ']' || mark == '}') {
        const char opener = mark == ')' ? '(' : mark == ']' ? '[' : '{';
        if (mark == '}')
          while (!open.empty() && tokens_[open.back()].mark != '{') open.pop_back();
        if (open.empty() || tokens_[open.back()].mark != opener) continue;
        tokens_[i].partner = open.back();
        tokens_[open.back()].partner = i;
        open.pop_back();
      }
    }
  }

  std::string_view text_;
  std::uint32_t at_;
  std::vector<Comment>* comments_;
  std::uint32_t no_slash_string_before_ = 0;  // one was not closed: a search for each would be quadratic
  std::vector<Token> tokens_;
};

// The character that an escape stands for; '\0' where it is none of these.
char simple_escape(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    default:
      return '\0';
  }
}

// \uXXXX
bool is_code_point(std::string_view escape) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  return escape.size() >= 6 && escape[1] == 'u' && std::ranges::all_of(escape.substr(2, 4), is_hex);
}

class Decoder {
 public:
  Decoder(std::string_view file, Quote quote, Span inside, StringText& into)
      : file_(file),
        quote_(quote),
        at_(inside.begin),
        end_(inside.end),
        size_(static_cast<std::uint32_t>(into.text.text().size())),
        result_(into) {}

  void run() {
    std::uint32_t plain = at_;
    while (at_ < end_) {
      const std::uint32_t begin = at_;
      if (!is_special()) {
        ++at_;
        continue;
      }
      take({plain, begin});
      step();
      plain = at_;
    }
    take({plain, end_});
  }

 private:
  [[nodiscard]] bool is_special() const {
    const char c = file_[at_];
    if (c == '\\') return quote_ != Quote::dollar_slashy;
    return c == '$' && interpolates(quote_);
  }
  void take(Span span) {
    result_.text.append(file_, span);
    size_ += span.size();
  }

  void step() {
    if (file_[at_] == '\\') return step_over_escape();
    const std::string_view rest = file_.substr(at_, end_ - at_);
    if (rest.starts_with("${")) {
      const std::uint32_t end = std::min(scan_expression(file_, at_).end, end_);
      result_.expressions.push_back({size_, size_ + (end - at_)});
      result_.literal = false;
      take({at_, end});
      at_ = end;
      return;
    }
    if (quote_ == Quote::dollar_slashy && (rest.starts_with("$$") || rest.starts_with("$/")))
      ++at_;
    else if (rest.size() > 1 && is_word_begin(rest[1]))
      result_.literal = false;
    take({at_, at_ + 1});
    ++at_;
  }

  void step_over_escape() {
    const std::string_view rest = file_.substr(at_, end_ - at_);
    if (quote_ == Quote::slashy) {
      if (rest.starts_with("\\/")) ++at_;
    } else if (rest.starts_with("\\\n") || rest.starts_with("\\\r\n")) {
      at_ += rest[1] == '\n' ? 2 : 3;
      return;
    } else if (rest.size() > 1) {
      if (const char c = simple_escape(rest[1]); c != '\0') {
        result_.text.append_synthetic(std::string_view(&c, 1), at_);
        ++size_;
        at_ += 2;
        return;
      }
      if (is_code_point(rest)) {
        std::string decoded;
        at_ += shell::decode_ansi_escape(rest.substr(0, 6), decoded);
        result_.text.append_synthetic(decoded, at_ - 6);
        size_ += static_cast<std::uint32_t>(decoded.size());
        return;
      }
      ++at_;  // \' \" \\ \$
    }
    take({at_, at_ + 1});
    ++at_;
  }

  std::string_view file_;
  Quote quote_;
  std::uint32_t at_;
  std::uint32_t end_;
  std::uint32_t size_;  // of the text so far
  StringText& result_;
};

}  // namespace

std::vector<Token> tokenize(const Source& source, std::vector<Comment>* comments) {
  return Tokenizer(source, comments).run();
}

void decode(const Source& source, const Token& string, StringText& text) {
  const std::uint32_t size = quote_size(string.quote);
  const std::uint32_t begin = std::min(string.span.begin + size, string.span.end);
  const std::uint32_t end = string.closed ? std::max(begin, string.span.end - size) : string.span.end;
  Decoder(source.bytes(), string.quote, {begin, end}, text).run();
}

}  // namespace s1::groovy
