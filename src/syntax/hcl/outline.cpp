// SPDX-License-Identifier: Apache-2.0
#include "syntax/hcl/outline.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "syntax/bracketed/comment_scopes.h"
#include "syntax/hcl/skip.h"

namespace s1::hcl {
namespace {

constexpr std::size_t kMostLabels = 8;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

class OutlineReader {
 public:
  explicit OutlineReader(const Source& source) : text_(source.bytes()), at_(source.content_begin()) {}

  Outline read() {
    while (at_ < text_.size()) {
      if (is_identifier(text_[at_]))
        read_statement();
      else
        step();
    }
    if (block_is_open_) outline_.blocks.back().span.end = size();
    outline_.comments = scopes_.take();
    return std::move(outline_);
  }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  [[nodiscard]] bool sees(std::string_view expected) const { return text_.substr(at_).starts_with(expected); }
  [[nodiscard]] Span since(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }
  void move_to(std::size_t at) { at_ = std::min(at, text_.size()); }
  void skip_line() { move_to(text_.find('\n', at_)); }
  void skip_blanks() { move_to(text_.find_first_not_of(" \t\r", at_)); }
  std::string_view identifier() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_identifier(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // A block's type and labels up to its brace, or an attribute up to its `=`. What follows is read piece by piece.
  void read_statement() {
    const std::size_t begin = at_;
    Block block;
    block.type = identifier();
    std::size_t end = at_;
    bool is_whole = true;
    for (skip_blanks(); at_ < text_.size() && block.labels.size() < kMostLabels; skip_blanks()) {
      const std::size_t opened = at_;
      if (text_[at_] == '"') {
        is_whole = skip_string();
        if (is_whole) block.labels.push_back(text_.substr(opened + 1, at_ - opened - 2));
      } else if (is_identifier(text_[at_])) {
        block.labels.push_back(identifier());
      } else {
        break;
      }
      end = at_;
      if (!is_whole) break;
    }
    block.header = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    block.span = block.header;
    scopes_.content(block.header);
    if (depth_ > 0 || !is_whole || at_ == text_.size() || text_[at_] != '{') return;
    outline_.blocks.push_back(std::move(block));
    block_is_open_ = true;
  }

  void step() {
    const std::size_t begin = at_;
    const char c = text_[at_];
    if (c == '#') return read_line_comment(1);
    if (sees("//")) return read_line_comment(2);
    if (sees("/*")) return read_block_comment();
    if (c == '"') {
      skip_string();
      return scopes_.content(since(begin));
    }
    if (sees("<<")) {
      at_ = skip_heredoc(text_, at_);
      return scopes_.content(since(begin));
    }
    ++at_;
    if (c == '{' || c == '(' || c == '[')
      open(c);
    else if (c == '}' || c == ')' || c == ']')
      close(c);
    else if (c == '\n')
      scopes_.line_end();
    else if (c == ',')
      scopes_.separator();
    else if (c != ' ' && c != '\t' && c != '\r')
      scopes_.content(since(begin));
  }

  void open(char c) {
    if (c == '{') ++depth_;
    scopes_.open(since(at_ - 1), c);
  }
  void close(char c) {
    scopes_.close(since(at_ - 1), c == '}' ? '{' : c == ')' ? '(' : '[');
    if (c != '}' || depth_ == 0) return;
    --depth_;
    if (depth_ > 0 || !block_is_open_) return;
    outline_.blocks.back().span.end = static_cast<std::uint32_t>(at_);
    block_is_open_ = false;
  }

  void read_line_comment(std::size_t sign) {
    const std::size_t begin = at_;
    skip_line();
    if (text_[at_ - 1] == '\r') --at_;
    scopes_.comment(since(begin), trimmed(text_.substr(begin + sign, at_ - begin - sign)));
  }
  void read_block_comment() {
    const std::size_t begin = at_;
    const std::size_t end = std::min(text_.find("*/", begin + 2), text_.size());
    move_to(end + 2);
    scopes_.comment(since(begin), trimmed(text_.substr(begin + 2, end - begin - 2)));
  }

  // A string that does not end on its line is broken, and the line's end is where reading goes on. Whether it is whole.
  bool skip_string() {
    const Skipped skipped = hcl::skip_string(text_, at_);
    at_ = skipped.end;
    return skipped.is_whole;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t depth_ = 0;  // of braces
  bool block_is_open_ = false;
  Outline outline_;
  bracketed::CommentScopes scopes_;
};

}  // namespace

Outline read_outline(const Source& source) {
  return OutlineReader(source).read();
}

}  // namespace s1::hcl
