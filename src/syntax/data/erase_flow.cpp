// SPDX-License-Identifier: Apache-2.0
// Entries between brackets that are taken away, with one comma.
#include <algorithm>
#include <string>

#include "syntax/data/erase.h"

namespace s1::data {
namespace {

// The offset behind white space and comments.
std::uint32_t skip_space(const Layout& layout, std::uint32_t at, std::uint32_t end) {
  while (at < end) {
    if (const Comment* const comment = layout.comment_at(at))
      at = comment->span.end;
    else if (const std::uint32_t length = layout.break_length(at); length > 0)
      at += length;
    else if (layout.skip_blanks(at) > at)
      at = layout.skip_blanks(at);
    else
      break;
  }
  return at;
}

class FlowErasure {
 public:
  FlowErasure(const File& file, const Layout& layout, const Entry& entry)
      : file_(file), layout_(layout), entry_(entry), collection_(file.nodes[entry.parent]) {
    end_ = entry.end;
    const std::uint32_t comma = skip_space(layout, end_, collection_.span.end);
    if (comma < collection_.span.end && layout.bytes()[comma] == ',') {
      comma_ = comma;
      has_comma_ = true;
    }
  }

  [[nodiscard]] Edits edits() const {
    const char opener = layout_.bytes()[collection_.span.begin];
    if (opener != '{' && opener != '[') return {{collection_.span, "{}"}};
    if (entry_.previous == kNone && entry_.next == kNone) return only();
    const std::uint32_t line_end = end_of_line();
    const bool own_lines = layout_.begins_line(entry_.begin) && line_end != kShared;
    // The comma before it goes where the last one is taken away and has none of its own.
    Edits edits;
    if (!has_comma_) {
      const std::uint32_t before = layout_.content_before(entry_.begin, collection_.span.begin + 1);
      if (!own_lines && !layout_.slice(before, entry_.begin).contains('/') &&
          !layout_.slice(before, entry_.begin).contains('#'))
        return {{{before - 1, end_}, ""}};
      edits.push_back({{before - 1, before}, ""});
    }
    if (own_lines) {
      edits.push_back({{begin_with_comments(file_, layout_, entry_), line_end}, ""});
    } else {
      std::uint32_t end = has_comma_ ? comma_ + 1 : end_;
      if (has_comma_ && layout_.slice(entry_.end, comma_).find_first_not_of(" \t\r\n") != std::string_view::npos) {
        // Comments stand before the comma: they stay.
        edits.push_back({{entry_.begin, entry_.end}, ""});
        edits.push_back({{comma_, comma_ + 1}, ""});
        return edits;
      }
      if (entry_.next != kNone) end = layout_.skip_blanks(end);
      std::uint32_t begin = entry_.begin;
      // The last one of several on a line, with a comma behind it: the blanks before it go.
      if (entry_.next == kNone && !layout_.begins_line(begin))
        while (begin > 0 && (layout_.bytes()[begin - 1] == ' ' || layout_.bytes()[begin - 1] == '\t')) --begin;
      edits.push_back({{begin, end}, ""});
    }
    return edits;
  }

 private:
  static constexpr std::uint32_t kShared = UINT32_MAX;

  // The begin of the line after the entry, its comma and its comment; kShared where more stands on its last line.
  [[nodiscard]] std::uint32_t end_of_line() const {
    std::uint32_t at = entry_.end;
    if (has_comma_) {
      if (layout_.slice(at, comma_).find_first_of("\r\n") != std::string_view::npos) return kShared;
      at = comma_ + 1;
    }
    while (const Comment* const comment = layout_.comment_beside(at)) at = comment->span.end;
    at = layout_.skip_blanks(at);
    return layout_.break_length(at) > 0 ? layout_.next_line(at) : kShared;
  }

  // Nothing is left: the brackets close up, unless comments stand between them.
  [[nodiscard]] Edits only() const {
    const std::uint32_t inner_begin = collection_.span.begin + 1;
    const std::uint32_t inner_end = collection_.span.end - 1;
    const bool blank_before =
        layout_.slice(inner_begin, entry_.begin).find_first_not_of(" \t\r\n") == std::string_view::npos;
    const std::uint32_t after = has_comma_ ? comma_ + 1 : end_;
    const bool blank_after =
        layout_.slice(entry_.end, has_comma_ ? comma_ : end_).find_first_not_of(" \t\r\n") == std::string_view::npos &&
        layout_.slice(after, inner_end).find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (blank_before && blank_after) return {{{inner_begin, inner_end}, ""}};
    Edits edits = {{{entry_.begin, entry_.end}, ""}};
    if (has_comma_) edits.push_back({{comma_, comma_ + 1}, ""});
    return edits;
  }

  const File& file_;
  const Layout& layout_;
  const Entry& entry_;
  const Node& collection_;
  std::uint32_t end_ = 0;
  std::uint32_t comma_ = 0;
  bool has_comma_ = false;
};

}  // namespace

Edits erase_from_flow(const File& file, const Layout& layout, const Entry& entry) {
  return FlowErasure(file, layout, entry).edits();
}

}  // namespace s1::data
