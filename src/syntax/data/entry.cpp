// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/entry.h"

#include <algorithm>

namespace s1::data {
namespace {

Entry find(const File& file, const Layout& layout, NodeId collection, NodeId wanted) {
  const Node& parent = file.nodes[collection];
  const bool mapping = parent.kind == Kind::mapping;
  Entry entry{.parent = collection};
  std::uint32_t least = parent.span.begin;
  const bool bracketed = parent.style == Style::flow && std::string_view("{[").contains(layout.bytes()[least]);
  if (bracketed) ++least;
  for (NodeId first = parent.first; first != kNone; first = entry.next) {
    entry.previous = entry.first;
    if (entry.value != kNone) least = file.nodes[entry.value].span.end;
    entry.first = first;
    entry.value = mapping ? file.nodes[first].next : first;
    entry.next = file.nodes[entry.value].next;
    if (first == wanted) break;
  }
  entry.begin = begin_with_properties(file, file.nodes[entry.first]);
  entry.end = file.nodes[entry.value].span.end;
  const std::uint32_t before = layout.content_before(entry.begin, least);
  if (file.language == Language::yaml && before > least && layout.bytes()[before - 1] == (mapping ? '?' : '-') &&
      (mapping || parent.style == Style::block))
    entry.begin = before - 1;
  return entry;
}

}  // namespace

Entry entry_of(const File& file, const Layout& layout, NodeId first) {
  return find(file, layout, file.nodes[first].parent, first);
}

Entry last_entry(const File& file, const Layout& layout, NodeId collection) {
  return find(file, layout, collection, kNone);
}

bool is_key(const File& file, NodeId node) {
  const NodeId parent = file.nodes[node].parent;
  if (parent == kNone || file.nodes[parent].kind != Kind::mapping) return false;
  for (NodeId key = file.nodes[parent].first; key != kNone; key = file.nodes[file.nodes[key].next].next)
    if (key == node) return true;
  return false;
}

std::uint32_t begin_with_properties(const File& file, const Node& node) {
  if (node.properties == kNone) return node.span.begin;
  const Properties& properties = file.properties[node.properties];
  std::uint32_t begin = node.span.begin;
  if (!properties.tag.empty()) begin = std::min(begin, properties.tag.begin);
  if (!properties.anchor.empty()) begin = std::min(begin, properties.anchor.begin);
  return begin;
}

std::uint32_t begin_with_comments(const File& file, const Layout& layout, const Entry& entry) {
  std::uint32_t begin = layout.line_begin(entry.begin);
  auto comment = std::ranges::lower_bound(file.comments, begin, {}, [](const Comment& each) { return each.span.end; });
  while (comment != file.comments.begin()) {
    --comment;
    if (layout.next_line(comment->span.end) != begin || comment->scope.begin != entry.begin ||
        !layout.begins_line(comment->span.begin))
      break;
    begin = layout.line_begin(comment->span.begin);
  }
  return begin;
}

std::string link_to_unwritten(const File& file, const Layout& layout, NodeId value) {
  const Node& node = file.nodes[value];
  if (node.parent == kNone || file.nodes[node.parent].kind == Kind::sequence || node.properties != kNone) return " ";
  // The node before is the key, or the last one in it.
  if (layout.bytes()[node.span.begin - 1] == ':' && file.nodes[value - 1].span.end < node.span.begin) return " ";
  const Node& mapping = file.nodes[node.parent];
  // `!:` would be a tag.
  const Node& key = file.nodes[value - 1];
  const bool bare_tag = key.properties != kNone && key.span.empty();
  if (mapping.style == Style::flow) return bare_tag ? " : " : ": ";
  return std::string(layout.line_break(node.span.begin)) + std::string(layout.column(mapping.span.begin), ' ') + ": ";
}

NodeId end_of_tree(const File& file, NodeId node) {
  NodeId end = node + 1;
  while (end < file.nodes.size() && file.nodes[end].parent != kNone && file.nodes[end].parent >= node) ++end;
  return end;
}

}  // namespace s1::data
