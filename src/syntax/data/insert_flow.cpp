// SPDX-License-Identifier: Apache-2.0
// New entries between brackets: on the line of the others, or on one of their own where the others have one each.
#include <algorithm>
#include <utility>

#include "syntax/data/insert.h"
#include "syntax/data/refuse.h"

namespace s1::data {
namespace {

// The comma behind an entry; the place behind its value where there is none.
std::uint32_t end_with_comma(const Layout& layout, const Node& collection, const Entry& entry) {
  std::uint32_t at = entry.end;
  while (at < collection.span.end) {
    if (const Comment* const comment = layout.comment_at(at))
      at = comment->span.end;
    else if (const std::uint32_t length = layout.break_length(at); length > 0)
      at += length;
    else if (layout.bytes()[at] == ' ' || layout.bytes()[at] == '\t')
      ++at;
    else
      return layout.bytes()[at] == ',' ? at + 1 : entry.end;
  }
  return entry.end;
}

void look_at_neighbour(const File& file, const Layout& layout, const Entry& neighbour, Slot& slot) {
  const Node& key = file.nodes[neighbour.first];
  const Node& value = file.nodes[neighbour.value];
  const auto quoted = [](const Node& node) {
    return node.style == Style::single_quoted || node.style == Style::double_quoted;
  };
  if (quoted(value)) slot.value_style = value.style;
  slot.after_comma = file.language == Language::json ? "" : " ";
  if (neighbour.first != neighbour.value) {
    if (quoted(key)) slot.key_style = key.style;
    const std::uint32_t colon = key.span.end;
    const std::uint32_t begin = begin_with_properties(file, value);
    if (colon < begin && layout.bytes()[colon] == ':') {
      const std::string_view gap = layout.slice(colon + 1, begin);
      if (gap.find_first_not_of(" \t") == std::string_view::npos && (!gap.empty() || quoted(key)))
        slot.after_colon = gap;
    }
    if (!slot.after_colon.empty()) slot.after_comma = " ";
  }
  if (neighbour.previous == kNone) return;
  const std::uint32_t comma = layout.content_before(neighbour.begin, 0);
  const std::string_view gap = layout.slice(comma, neighbour.begin);
  if (layout.bytes()[comma - 1] == ',' && gap.find_first_not_of(" \t") == std::string_view::npos)
    slot.after_comma = gap;
}

// A pair in a sequence, [a: 1], has no braces: it gets some.
Result<Edits> insert_into_pair(const File& file, const Layout& layout, NodeId pair, const NewEntry& entry, bool first) {
  Slot slot;
  slot.near = pair;
  slot.in_flow = true;
  const Result<yaml::ScalarText> text = entry.write(file, layout, slot);
  if (!text) return std::unexpected(text.error());
  const Span span = file.nodes[pair].span;
  if (first) return Edits{{{span.begin, span.begin}, "{" + text->head + ", "}, {{span.end, span.end}, "}"}};
  return Edits{{{span.begin, span.begin}, "{"}, {{span.end, span.end}, ", " + text->head + "}"}};
}

}  // namespace

Result<Edits> insert_into_flow(const File& file, const Layout& layout, NodeId collection, const NewEntry& entry,
                               NodeId before) {
  const Node& node = file.nodes[collection];
  const char opener = layout.bytes()[node.span.begin];
  if (opener != '{' && opener != '[') return insert_into_pair(file, layout, collection, entry, before != kNone);
  const Entry neighbour = before == kNone ? last_entry(file, layout, collection) : entry_of(file, layout, before);
  Slot slot;
  slot.near = neighbour.first;
  slot.in_flow = true;
  slot.line_break = layout.line_break(neighbour.begin);
  look_at_neighbour(file, layout, neighbour, slot);
  const bool own_line = layout.begins_line(neighbour.begin);
  if (own_line) slot.indentation = std::string(layout.indentation(neighbour.begin));
  const Result<yaml::ScalarText> text = entry.write(file, layout, slot);
  if (!text) return std::unexpected(text.error());
  const std::string between = own_line ? slot.line_break + *slot.indentation : slot.after_comma;

  if (before != kNone) {
    if (!own_line) return Edits{{{neighbour.begin, neighbour.begin}, text->head + "," + between}};
    const std::uint32_t at = neighbour.previous == kNone
                                 ? neighbour.begin - static_cast<std::uint32_t>(slot.indentation->size())
                                 : begin_with_comments(file, layout, neighbour);
    return Edits{{{at, at}, *slot.indentation + text->head + "," + slot.line_break}};
  }
  const std::uint32_t end = end_with_comma(layout, node, neighbour);
  const bool comma = end > neighbour.end;
  if (!own_line) {
    if (comma) return Edits{{{end, end}, slot.after_comma + text->head + ","}};
    return Edits{{{end, end}, "," + between + text->head}};
  }
  // Behind a comment that stands beside the last entry.
  std::uint32_t at = end;
  for (const Comment* beside = layout.comment_beside(at); beside != nullptr; beside = layout.comment_beside(at))
    at = beside->span.end;
  const std::string line = between + text->head + (comma ? "," : "");
  if (comma || at == end) return Edits{{{at, at}, (comma ? "" : ",") + line}};
  return Edits{{{end, end}, ","}, {{at, at}, line}};
}

}  // namespace s1::data
