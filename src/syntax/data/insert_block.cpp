// SPDX-License-Identifier: Apache-2.0
// New lines in block collections of YAML.
#include <algorithm>
#include <utility>

#include "syntax/data/insert.h"
#include "syntax/data/refuse.h"
#include "syntax/data/write_value.h"
#include "syntax/yaml/block_scalar.h"

namespace s1::data {
namespace {

// A new item is quoted as its neighbour is; a member's value is as its own text needs it.
void look_at_neighbour(const File& file, const Entry& neighbour, Slot& slot) {
  const Node& value = file.nodes[neighbour.value];
  const bool quoted = value.style == Style::single_quoted || value.style == Style::double_quoted;
  if (neighbour.first == neighbour.value && quoted) slot.value_style = value.style;
}

// A block scalar at the very end of a file without a line break: as more follows, its last line gets one, which must
// not become part of the text.
std::optional<Edit> strip_last_break(const File& file, const Layout& layout, std::uint32_t line_end) {
  auto last = static_cast<NodeId>(file.nodes.size() - 1);
  if (hangs_on_block_scalar(file, last)) --last;
  const Node& node = file.nodes[last];
  if (layout.break_length(line_end) > 0 || (node.style != Style::literal && node.style != Style::folded)) return {};
  const yaml::BlockScalar scalar = yaml::read_block_scalar(layout.bytes(), node.span.begin, layout.parent_column(last));
  if (scalar.chomping == yaml::Chomping::strip || node.span.end <= scalar.header_end || node.text.ends_with('\n'))
    return {};
  if (scalar.chomping == yaml::Chomping::keep) {
    const auto plus = static_cast<std::uint32_t>(layout.bytes().find('+', node.span.begin));
    return Edit{{plus, plus + 1}, "-"};
  }
  return Edit{{scalar.header_end, scalar.header_end}, "-"};
}

}  // namespace

Result<Edits> insert_into_block(const File& file, const Layout& layout, NodeId collection, const NewEntry& entry,
                                NodeId before) {
  const Entry neighbour = before == kNone ? last_entry(file, layout, collection) : entry_of(file, layout, before);
  Slot slot;
  slot.near = neighbour.first;
  slot.column = layout.column(file.nodes[collection].span.begin);
  slot.line_break = layout.line_break(neighbour.begin);
  look_at_neighbour(file, neighbour, slot);
  const std::string indent(slot.column, ' ');
  if (before == kNone) {
    const std::uint32_t end = layout.line_end(neighbour.end);
    slot.takes_block_scalar = may_begin_block_scalar(layout, end, slot.column + 1);
    const Result<yaml::ScalarText> text = entry.write(file, layout, slot);
    if (!text) return std::unexpected(text.error());
    Edits edits = place_text(layout, {end, end}, slot.line_break + indent, *text);
    if (std::optional<Edit> strip = strip_last_break(file, layout, end)) edits.insert(edits.begin(), *std::move(strip));
    return edits;
  }
  // What is above the first entry may be for the whole file.
  const bool above_comments = neighbour.previous != kNone && layout.begins_line(neighbour.begin);
  const std::uint32_t at = above_comments ? begin_with_comments(file, layout, neighbour) : neighbour.begin;
  slot.takes_block_scalar = !above_comments || at == layout.line_begin(neighbour.begin) ||
                            layout.column(layout.skip_blanks(at)) <= slot.column;
  Result<yaml::ScalarText> text = entry.write(file, layout, slot);
  if (!text) return std::unexpected(std::move(text.error()));
  std::string lines = std::move(text->head) + text->body + slot.line_break;
  return Edits{{{at, at}, above_comments ? indent + lines : lines + indent}};
}

}  // namespace s1::data
