// SPDX-License-Identifier: Apache-2.0
// The first entry of what is empty: {}, [], null, or a value that is not written.
#include <algorithm>
#include <utility>

#include "syntax/data/insert.h"
#include "syntax/data/refuse.h"
#include "syntax/data/write_value.h"

namespace s1::data {
namespace {

bool in_flow(const File& file, const Node& node) {
  return file.language == Language::json || (node.parent != kNone && file.nodes[node.parent].style == Style::flow);
}

// Brackets on several lines or with a comment between them stay.
bool is_blank_between(const Layout& layout, const Node& node) {
  return layout.slice(node.span.begin + 1, node.span.end - 1).find_first_not_of(" \t") == std::string_view::npos;
}

// Before the closing bracket, on a line of its own where that has one.
Result<Edits> insert_before_closer(const File& file, const Layout& layout, NodeId empty, const NewEntry& entry) {
  const Node& node = file.nodes[empty];
  const std::uint32_t closer = node.span.end - 1;
  const bool own_line = layout.begins_line(closer);
  Slot slot;
  slot.near = empty;
  slot.in_flow = true;
  slot.line_break = layout.line_break(closer);
  const std::string outer(layout.indentation(node.span.begin));
  if (own_line) slot.indentation = outer + layout.flow_step(empty);
  const Result<yaml::ScalarText> text = entry.write(file, layout, slot);
  if (!text) return std::unexpected(text.error());
  if (!own_line) return Edits{{{closer, closer}, text->head}};
  const std::uint32_t line = layout.line_begin(closer);
  return Edits{{{line, line}, *slot.indentation + text->head + slot.line_break}};
}

// Whether the collection around it has an entry a line.
bool stands_on_own_line(const File& file, const Layout& layout, const Node& node) {
  if (node.parent == kNone) return false;
  const Node& parent = file.nodes[node.parent];
  return parent.style == Style::flow && layout.begins_line(file.nodes[parent.first].span.begin);
}

Result<Edits> write_brackets(const File& file, const Layout& layout, NodeId empty, const NewEntry& entry) {
  const Node& node = file.nodes[empty];
  Slot slot;
  slot.near = empty;
  slot.in_flow = true;
  slot.line_break = layout.line_break(node.span.begin);
  if (file.language == Language::json) {
    slot.key_style = Style::double_quoted;
    const bool minified = node.span.begin > 0 && layout.bytes()[node.span.begin - 1] == ':';
    if (minified) slot.after_colon = slot.after_comma = "";
  }
  const std::string outer(layout.indentation(node.span.begin));
  const bool own_line = stands_on_own_line(file, layout, node);
  if (own_line) slot.indentation = outer + layout.flow_step(empty);
  const Result<yaml::ScalarText> text = entry.write(file, layout, slot);
  if (!text) return std::unexpected(text.error());
  const bool pads = entry.key && layout.pads_braces(empty);
  const std::string around = own_line ? slot.line_break : std::string(pads ? " " : "");
  const std::string inside =
      own_line ? around + *slot.indentation + text->head + around + outer : around + text->head + around;
  const std::string all = (entry.key ? "{" : "[") + inside + (entry.key ? "}" : "]");
  if (!node.span.empty()) return Edits{{node.span, all}};
  return replace(Value(file, empty), {.kind = entry.key ? Kind::mapping : Kind::sequence, .text = all});
}

// YAML's block form. In place where the value has its line or its dash for itself, else on the lines below.
Result<Edits> write_block(const File& file, const Layout& layout, NodeId empty, const NewEntry& entry) {
  const Node& node = file.nodes[empty];
  const bool item = node.parent != kNone && file.nodes[node.parent].kind == Kind::sequence;
  if (node.parent != kNone && !item && is_key(file, empty))
    return not_editable("The empty value is a key", "write the key out");
  const std::uint32_t begin = begin_with_properties(file, node);
  // The end of the colon, the dash or the properties before it.
  const std::uint32_t before = layout.content_before(node.span.begin, 0);
  const bool beside_dash = item && node.properties == kNone && layout.line_begin(before) == layout.line_begin(begin);
  Slot slot;
  slot.near = empty;
  slot.line_break = layout.line_break(node.span.begin);
  const bool own_line = layout.begins_line(node.span.begin) &&
                        static_cast<std::int64_t>(layout.column(node.span.begin)) > layout.parent_column(empty);
  const bool in_place = beside_dash || (!node.span.empty() && own_line);
  if (in_place) {
    slot.column = layout.column(node.span.begin) + (node.span.empty() ? 1 : 0);
  } else {
    const auto outer = static_cast<std::uint32_t>(std::max(layout.parent_column(empty), 0));
    slot.column = node.parent == kNone ? 0
                  : item               ? outer + 2
                                       : outer + (entry.key ? layout.step(empty) : layout.sequence_offset(empty));
  }
  if (!in_place && layout.slice(before, node.span.begin).contains('#'))
    return not_editable("A comment stands before the empty value", "put the value on the line of its key");
  slot.takes_block_scalar = may_begin_block_scalar(layout, node.span.end, slot.column + 1);
  Result<yaml::ScalarText> text = entry.write(file, layout, slot);
  if (!text) return std::unexpected(std::move(text.error()));
  if (in_place) return place_text(layout, node.span, node.span.empty() ? " " : "", *text);
  // Behind a comment on the line.
  text->body.insert(0, slot.line_break + std::string(slot.column, ' ') + text->head);
  text->head.clear();
  std::string link = node.span.empty() ? link_to_unwritten(file, layout, empty) : std::string();
  if (link.ends_with(' ')) link.pop_back();
  Edits edits = place_text(layout, {before, node.span.end}, link, *text);
  std::erase_if(edits, [](const Edit& edit) { return edit.span.empty() && edit.text.empty(); });
  return edits;
}

}  // namespace

Result<Edits> insert_first(const File& file, const Layout& layout, NodeId empty, const NewEntry& entry) {
  const Node& node = file.nodes[empty];
  const bool brackets = node.kind != Kind::null;
  if (brackets && !is_blank_between(layout, node)) return insert_before_closer(file, layout, empty, entry);
  if (node.properties != kNone && !file.properties[node.properties].tag.empty() && !brackets)
    return not_editable("The value's tag says what it is", "change or remove the tag first");
  if (node.style == Style::literal || node.style == Style::folded)
    return not_editable("A block scalar stands here", "remove it first");
  return in_flow(file, node) ? write_brackets(file, layout, empty, entry) : write_block(file, layout, empty, entry);
}

}  // namespace s1::data
