// SPDX-License-Identifier: Apache-2.0
// Lines of block collections that are taken away.
#include <algorithm>
#include <string>

#include "syntax/data/erase.h"
#include "syntax/data/write_value.h"
#include "syntax/yaml/block_scalar.h"

namespace s1::data {
namespace {

bool is_blank_line(const Layout& layout, std::uint32_t at) {
  const std::uint32_t content = layout.skip_blanks(at);
  return content < layout.bytes().size() && layout.break_length(content) > 0;
}

// Past the comment lines behind the entry that are for something in it, indented deeper than it: what is commented out
// of it. Left alone they could become part of a block scalar before it.
std::uint32_t skip_own_comments(const Layout& layout, const Entry& entry, std::uint32_t end) {
  const std::uint32_t column = layout.column(entry.begin);
  for (std::uint32_t line = end; line < layout.bytes().size(); line = layout.next_line(line)) {
    if (is_blank_line(layout, line)) continue;
    const std::uint32_t at = layout.skip_blanks(line);
    const Comment* const comment = layout.comment_at(at);
    if (comment == nullptr || comment->scope.begin < entry.begin || comment->scope.begin >= entry.end ||
        layout.column(at) <= column)
      break;
    end = layout.next_line(line);
  }
  return end;
}

// Past the blank lines behind the entry that would become part of the text of a block scalar before it.
std::uint32_t skip_lines_of_text(const File& file, const Layout& layout, const Entry& entry, std::uint32_t end) {
  if (entry.first == 0) return end;
  const NodeId before = entry.first - 1;
  const Node& node = file.nodes[before];
  if (node.style != Style::literal && node.style != Style::folded) return end;
  const yaml::BlockScalar text = yaml::read_block_scalar(layout.bytes(), node.span.begin, layout.parent_column(before));
  const bool keeps = text.chomping == yaml::Chomping::keep;
  for (std::uint32_t line = end; line < layout.bytes().size(); line = layout.next_line(line)) {
    const bool wide = is_wide_blank_line(layout, line, text.indent);
    if (!wide && !is_blank_line(layout, line)) break;
    if (keeps || wide) end = layout.next_line(line);
  }
  return end;
}

// {} or [] in its place.
Edits leave_empty(const File& file, const Layout& layout, const Entry& entry) {
  const Node& collection = file.nodes[entry.parent];
  const std::string empty = collection.kind == Kind::mapping ? "{}" : "[]";
  const std::uint32_t before = layout.content_before(collection.span.begin, 0);
  const std::uint32_t line_end = layout.line_end(entry.end);
  if (collection.parent == kNone || !layout.begins_line(entry.begin)) {
    const std::uint32_t end = skip_own_comments(layout, entry, layout.next_line(entry.end));
    Edits edits = {{{entry.begin, line_end}, empty}};
    if (end > layout.next_line(entry.end)) edits.push_back({{layout.next_line(entry.end), end}, ""});
    return edits;
  }
  const std::uint32_t begin = begin_with_comments(file, layout, entry);
  return {{{before, before}, " " + empty},
          {{begin, skip_own_comments(layout, entry, layout.next_line(entry.end))}, ""}};
}

}  // namespace

Edits erase_from_block(const File& file, const Layout& layout, const Entry& entry) {
  if (entry.previous == kNone && entry.next == kNone) return leave_empty(file, layout, entry);
  std::uint32_t end = skip_own_comments(layout, entry, layout.next_line(entry.end));
  if (layout.begins_line(entry.begin)) {
    end = skip_lines_of_text(file, layout, entry, end);
    return {{{begin_with_comments(file, layout, entry), end}, ""}};
  }
  // Behind a dash: what follows moves up to it.
  while (is_blank_line(layout, end)) end = layout.next_line(end);
  return {{{entry.begin, layout.skip_blanks(end)}, ""}};
}

}  // namespace s1::data
