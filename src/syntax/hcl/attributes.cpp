// SPDX-License-Identifier: Apache-2.0
#include "syntax/hcl/attributes.h"

#include <algorithm>
#include <utility>

#include "syntax/hcl/skip.h"

namespace s1::hcl {
namespace {

bool is_literal(std::string_view text) {
  if (text == "true" || text == "false") return true;
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

class BodyReader {
 public:
  BodyReader(std::string_view text, const Block& block)
      : text_(text.substr(0, block.span.end)), at_(block.header.end) {}

  std::vector<LiteralAttribute> read() {
    at_ = std::min(text_.find('{', at_), text_.size());
    if (at_ < text_.size()) ++at_;
    while (at_ < text_.size() && found_.size() < kMostAttributes) {
      const char c = text_[at_];
      if (c == '}') {
        if (names_.empty()) break;
        names_.pop_back();
        ++at_;
      } else if (is_identifier(c)) {
        statement();
      } else {
        skip_piece();
      }
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool sees(std::string_view expected) const { return text_.substr(at_).starts_with(expected); }
  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r", at_), text_.size()); }

  std::string_view identifier() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_identifier(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // One character, or a comment, a string or a heredoc.
  void skip_piece() {
    if (text_[at_] == '#' || sees("//"))
      at_ = std::min(text_.find('\n', at_), text_.size());
    else if (sees("/*"))
      at_ = std::min(std::min(text_.find("*/", at_ + 2), text_.size()) + 2, text_.size());
    else if (text_[at_] == '"')
      at_ = skip_string(text_, at_).end;
    else if (sees("<<"))
      at_ = skip_heredoc(text_, at_);
    else
      ++at_;
  }

  // NAME = VALUE, or NAME "label" { … }.
  void statement() {
    const std::string_view name = identifier();
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '=' && !sees("==")) {
      ++at_;
      return attribute(name);
    }
    while (at_ < text_.size() && (text_[at_] == '"' || is_identifier(text_[at_]))) {
      if (text_[at_] == '"')
        at_ = skip_string(text_, at_).end;
      else
        (void)identifier();
      skip_blanks();
    }
    if (at_ == text_.size() || text_[at_] != '{') return;
    // What a dynamic block makes is not known.
    if (names_.size() == kMostBlockDepth || name == "dynamic") return skip_expression();
    names_.push_back(name);
    ++at_;
  }

  void attribute(std::string_view name) {
    skip_blanks();
    const std::size_t begin = at_;
    bool is_string = false;
    if (at_ < text_.size() && text_[at_] == '"') {
      const Skipped string = skip_string(text_, at_);
      at_ = string.end;
      is_string = string.is_whole;
    } else {
      while (at_ < text_.size() && (is_identifier(text_[at_]) || text_[at_] == '.')) ++at_;
    }
    const std::size_t end = at_;
    skip_blanks();
    const bool is_alone =
        at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '}' || text_[at_] == '#' || sees("//") || sees("/*");
    if (!is_alone) return skip_expression();
    std::string_view value = text_.substr(begin, end - begin);
    if (is_string) {
      value = value.substr(1, value.size() - 2);
      if (value.find("${") != std::string_view::npos || value.find("%{") != std::string_view::npos) return;
    } else if (!is_literal(value)) {
      return;
    }
    std::string path;
    for (const std::string_view above : names_) path.append(above) += '.';
    found_.push_back({path.append(name), value, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
  }

  // To the end of its line, or to where its brackets close.
  void skip_expression() {
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '{' || c == '[' || c == '(') {
        ++depth;
      } else if (c == '}' || c == ']' || c == ')') {
        if (depth == 0) return;  // the block's own
        --depth;
      } else if (c == '\n' && depth == 0) {
        return;
      }
      skip_piece();
    }
  }

  std::string_view text_;
  std::size_t at_;
  std::vector<std::string_view> names_;  // of the blocks that are open
  std::vector<LiteralAttribute> found_;
};

}  // namespace

std::vector<LiteralAttribute> literal_attributes(const Source& source, const Block& block) {
  return BodyReader(source.bytes(), block).read();
}

}  // namespace s1::hcl
