// SPDX-License-Identifier: Apache-2.0
// What a file does elsewhere, so that what is written into it does the same.
#include <algorithm>

#include "syntax/data/layout.h"

namespace s1::data {
namespace {

constexpr NodeId kNearby = 1000;  // nodes to both sides that are asked
constexpr std::uint32_t kUsualStep = 2;

bool is_collection(const Node& node) {
  return !node.is_alias && (node.kind == Kind::mapping || node.kind == Kind::sequence);
}

}  // namespace

template <class Visit>
void Layout::nearest(NodeId near, Visit visit) const {
  const auto count = static_cast<NodeId>(file_.nodes.size());
  for (NodeId distance = 0; distance < kNearby; ++distance) {
    if (distance <= near && near - distance < count && visit(near - distance)) return;
    if (distance > 0 && near + distance < count && visit(near + distance)) return;
  }
}

// The difference in column between a block collection and the block mapping whose value it is.
std::uint32_t Layout::step(NodeId near) const {
  std::uint32_t found = kUsualStep;
  nearest(near, [&](NodeId id) {
    const Node& node = file_.nodes[id];
    if (node.is_alias || node.kind != Kind::mapping || node.style != Style::block || node.parent == kNone) return false;
    const Node& parent = file_.nodes[node.parent];
    if (parent.kind != Kind::mapping || parent.style != Style::block || !begins_line(node.span.begin)) return false;
    const std::uint32_t inner = column(node.span.begin);
    const std::uint32_t outer = column(parent.span.begin);
    if (inner <= outer) return false;
    found = inner - outer;
    return true;
  });
  return found;
}

std::uint32_t Layout::sequence_offset(NodeId near) const {
  std::uint32_t found = UINT32_MAX;
  nearest(near, [&](NodeId id) {
    const Node& node = file_.nodes[id];
    if (node.is_alias || node.kind != Kind::sequence || node.style != Style::block || node.parent == kNone)
      return false;
    const Node& parent = file_.nodes[node.parent];
    if (parent.kind != Kind::mapping || parent.style != Style::block || !begins_line(node.span.begin)) return false;
    const std::uint32_t inner = column(node.span.begin);
    const std::uint32_t outer = column(parent.span.begin);
    if (inner < outer) return false;
    found = inner - outer;
    return true;
  });
  return found == UINT32_MAX ? step(near) : found;
}

char Layout::quote(NodeId near) const {
  char found = '"';
  nearest(near, [&](NodeId id) {
    const Style style = file_.nodes[id].style;
    if (style != Style::single_quoted && style != Style::double_quoted) return false;
    found = style == Style::single_quoted ? '\'' : '"';
    return true;
  });
  return found;
}

std::string Layout::flow_step(NodeId near) const {
  std::string found(kUsualStep, ' ');
  nearest(near, [&](NodeId id) {
    const Node& node = file_.nodes[id];
    if (!is_collection(node) || node.style != Style::flow || node.first == kNone) return false;
    const std::uint32_t first = file_.nodes[node.first].span.begin;
    if (!begins_line(first)) return false;
    const std::string_view outer = indentation(node.span.begin);
    const std::string_view inner = indentation(first);
    if (inner.size() <= outer.size() || !inner.starts_with(outer)) return false;
    found = inner.substr(outer.size());
    return true;
  });
  return found;
}

bool Layout::pads_braces(NodeId near) const {
  bool found = false;
  nearest(near, [&](NodeId id) {
    const Node& node = file_.nodes[id];
    if (node.is_alias || node.kind != Kind::mapping || node.style != Style::flow || node.first == kNone) return false;
    if (bytes_[node.span.begin] != '{') return false;
    const std::uint32_t first = file_.nodes[node.first].span.begin;
    if (begins_line(first)) return false;
    found = first > node.span.begin + 1;
    return true;
  });
  return found;
}

}  // namespace s1::data
