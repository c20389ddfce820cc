// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/content.h"

#include <string>
#include <vector>

#include "syntax/yaml/block_scalar.h"
#include "syntax/yaml/characters.h"
#include "syntax/yaml/repair.h"
#include "text/utf8.h"

namespace s1::yaml {
namespace {

using data::Style;

// What the pieces of a scalar are put together with.
class Pieces {
 public:
  explicit Pieces(std::string_view bytes) : bytes_(bytes) {}

  // The bytes as they are, but for those that YAML does not allow.
  void verbatim(Span span) {
    for (std::uint32_t at = span.begin; at < span.end;) {
      const auto byte = static_cast<unsigned char>(bytes_[at]);
      if (byte < 0x80 && is_allowed(byte)) {
        ++at;
        continue;
      }
      const utf8::Decoded decoded = utf8::decode(bytes_.substr(at));
      if (!decoded.valid || !is_allowed(decoded.code_point)) {
        text_.append(bytes_, {span.begin, at});
        text_.append_synthetic(kReplacement, at);
        span.begin = at + decoded.length;
      }
      at += decoded.length;
    }
    text_.append(bytes_, span);
  }

  // The break at `at`, which YAML reads as LF unless it is LS or PS.
  void line_break(std::uint32_t at) {
    const std::uint32_t length = break_length(bytes_, at);
    if (!is_line_feed(bytes_, at))
      text_.append(bytes_, {at, at + length});
    else if (bytes_[at + length - 1] == '\n')
      text_.append(bytes_, {at + length - 1, at + length});
    else
      text_.append_synthetic("\n", at);
  }

  void synthetic(std::string_view text, std::uint32_t at) { text_.append_synthetic(text, at); }

  [[nodiscard]] MappedText take() { return std::move(text_); }

 private:
  std::string_view bytes_;
  MappedText text_;
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Plain and quoted scalars: [at, end) is what lies between the quotes.
class FlowScalar {
 public:
  FlowScalar(std::string_view bytes, Span inside, Style style)
      : bytes_(bytes), at_(inside.begin), end_(inside.end), style_(style), pieces_(bytes) {}

  [[nodiscard]] MappedText read() {
    while (at_ < end_) {
      const char c = bytes_[at_];
      if (is_blank(c) || break_length(bytes_, at_) > 0)
        fold(false);
      else if (style_ == Style::double_quoted && c == '\\')
        escape();
      else if (style_ == Style::single_quoted && c == '\'')
        quote();
      else
        run();
    }
    return pieces_.take();
  }

 private:
  void run() {
    const std::uint32_t begin = at_;
    while (at_ < end_ && !is_blank(bytes_[at_]) && break_length(bytes_, at_) == 0 &&
           !(style_ == Style::double_quoted && bytes_[at_] == '\\') &&
           !(style_ == Style::single_quoted && bytes_[at_] == '\''))
      ++at_;
    pieces_.verbatim({begin, at_});
  }

  // Two quotes are one.
  void quote() {
    pieces_.verbatim({at_ + 1, at_ + 2});
    at_ += 2;
  }

  // White space: as it is within a line; one break is a blank, of several all but the first count. `escaped`: the first
  // break had a backslash before it and is gone.
  void fold(bool escaped) {
    const std::uint32_t begin = at_;
    breaks_.clear();
    while (at_ < end_) {
      if (const std::uint32_t length = break_length(bytes_, at_)) {
        breaks_.push_back(at_);
        at_ += length;
      } else if (is_blank(bytes_[at_])) {
        ++at_;
      } else {
        break;
      }
    }
    if (breaks_.empty()) {
      if (!escaped) pieces_.verbatim({begin, at_});
      return;
    }
    std::size_t first = 0;
    if (!escaped && is_line_feed(bytes_, breaks_[0])) {
      first = 1;
      if (breaks_.size() == 1) pieces_.synthetic(" ", breaks_[0]);
    }
    for (; first < breaks_.size(); ++first) pieces_.line_break(breaks_[first]);
  }

  void escape() {
    const std::uint32_t backslash = at_++;
    if (at_ >= end_) return;
    if (const std::uint32_t length = break_length(bytes_, at_)) {
      at_ += length;
      return fold(true);
    }
    const char c = bytes_[at_++];
    constexpr std::string_view letters = "0abtnvfre \"/\\\t";
    constexpr std::string_view values("\0\a\b\t\n\v\f\r\x1B \"/\\\t", 14);
    if (const std::size_t index = letters.find(c); index != std::string_view::npos)
      return pieces_.synthetic(values.substr(index, 1), backslash);
    switch (c) {
      case 'N':
        return pieces_.synthetic("\xC2\x85", backslash);
      case '_':
        return pieces_.synthetic("\xC2\xA0", backslash);
      case 'L':
        return pieces_.synthetic("\xE2\x80\xA8", backslash);
      case 'P':
        return pieces_.synthetic("\xE2\x80\xA9", backslash);
      default:
        return code_point(c == 'x' ? 2 : c == 'u' ? 4 : 8, backslash);
    }
  }

  void code_point(int digits, std::uint32_t backslash) {
    char32_t value = 0;
    for (; digits > 0 && at_ < end_; --digits, ++at_)
      value = value * 16 + static_cast<char32_t>(hex_value(bytes_[at_]) & 0xF);
    std::string text;
    utf8::append(text, value);
    pieces_.synthetic(text, backslash);
  }

  std::string_view bytes_;
  std::uint32_t at_;
  std::uint32_t end_;
  Style style_;
  Pieces pieces_;
  std::vector<std::uint32_t> breaks_;
};

MappedText read_block(std::string_view bytes, const data::Node& node, std::int32_t parent_indent) {
  const BlockScalar scalar = read_block_scalar(bytes, node.span.begin, parent_indent);
  Pieces pieces(bytes);
  if (node.span.end == scalar.header_end) return {};
  const std::uint32_t end = node.span.end + break_length(bytes, node.span.end);
  std::uint32_t at = scalar.begin;
  std::vector<std::uint32_t> blank_lines;  // the breaks of those since the last line with content
  const auto read_blank_lines = [&] {
    while (at < end) {
      for (std::uint32_t column = 0; column < scalar.indent && at < end && bytes[at] == ' '; ++column) ++at;
      const std::uint32_t length = break_length(bytes, at);
      if (length == 0 || at >= end) return;
      blank_lines.push_back(at);
      at += length;
    }
  };
  read_blank_lines();
  bool has_break = false;  // of the line before, which is still to be written
  std::uint32_t last_break = 0;
  bool was_indented = false;  // the line before begins with a blank: it is not folded
  while (at < end) {
    const bool is_indented = is_blank(bytes[at]);
    const bool folds =
        node.style == Style::folded && has_break && is_line_feed(bytes, last_break) && !was_indented && !is_indented;
    if (folds && blank_lines.empty()) pieces.synthetic(" ", last_break);
    if (!folds && has_break) pieces.line_break(last_break);
    for (const std::uint32_t blank : blank_lines) pieces.line_break(blank);
    blank_lines.clear();
    was_indented = is_indented;
    const std::uint32_t line = line_end(bytes, at);
    pieces.verbatim({at, line});
    at = line;
    has_break = break_length(bytes, at) > 0;
    last_break = at;
    at += break_length(bytes, at);
    read_blank_lines();
  }
  if (scalar.chomping != Chomping::strip && has_break) pieces.line_break(last_break);
  if (scalar.chomping == Chomping::keep)
    for (const std::uint32_t blank : blank_lines) pieces.line_break(blank);
  return pieces.take();
}

}  // namespace

MappedText mapped(const data::File& file, const data::Node& node) {
  const std::string_view bytes = file.source->bytes();
  if (node.is_alias || node.kind == data::Kind::mapping || node.kind == data::Kind::sequence) return {};
  switch (node.style) {
    case Style::literal:
    case Style::folded:
      return read_block(bytes, node,
                        node.parent == data::kNone ? -1 : column_of(bytes, file.nodes[node.parent].span.begin));
    case Style::single_quoted:
    case Style::double_quoted:
      return FlowScalar(bytes, {node.span.begin + 1, node.span.end - 1}, node.style).read();
    default:
      return FlowScalar(bytes, node.span, node.style).read();
  }
}

}  // namespace s1::yaml
