// SPDX-License-Identifier: Apache-2.0
#include "syntax/json/comments.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace s1::json {
namespace {

using data::kNone;
using data::Node;
using data::NodeId;

// Nodes and comments both lie in the order of the file, so that going through them once gives each comment's
// neighbours.
class Scopes {
 public:
  explicit Scopes(data::File& file) : file_(file), bytes_(file.source->bytes()), is_value_(file.nodes.size()) {
    for (const Node& mapping : file.nodes) {
      if (mapping.kind != data::Kind::mapping) continue;
      for (NodeId key = mapping.first; key != kNone; key = node(node(key).next).next) is_value_[node(key).next] = true;
    }
  }

  void set() {
    NodeId after = 0;
    for (Comment& comment : file_.comments) {
      while (after < file_.nodes.size() && node(after).span.begin < comment.span.begin) ++after;
      comment.scope = scope(comment.span, after == 0 ? kNone : after - 1, after == file_.nodes.size() ? kNone : after);
      covered_ = comment.span.end;
    }
  }

 private:
  // `before` and `after` are the nodes that begin last before the comment and first after it.
  Span scope(Span comment, NodeId before, NodeId after) {
    const std::uint32_t line_begin = file_.source->line_span(file_.source->line_of(comment.begin)).begin;
    beside_ = (beside_ && covered_ > line_begin) || !blank(std::max(line_begin, covered_), comment.begin);
    if (after != kNone && blank(comment.end, node(after).span.begin)) return entry(after);
    if (beside_ && before != kNone) return entry(outermost_before(before, comment.begin));
    const NodeId holder = before == kNone ? kNone : container(before, comment.begin);
    if (after != kNone && node(after).parent == holder) return entry(after);
    return holder == kNone ? Span() : entry(holder);
  }

  // The outermost that is closed before `at`, or what `before` is within.
  [[nodiscard]] NodeId outermost_before(NodeId before, std::uint32_t at) const {
    while (node(before).parent != kNone && node(node(before).parent).span.end <= at) before = node(before).parent;
    return before;
  }
  // The innermost collection around `at`.
  [[nodiscard]] NodeId container(NodeId before, std::uint32_t at) const {
    while (before != kNone && node(before).span.end <= at) before = node(before).parent;
    return before;
  }

  // The member or item that the node belongs to; the document's bytes of the root.
  [[nodiscard]] Span entry(NodeId id) const {
    if (node(id).parent == kNone) return file_.documents[0].span;
    const Node& key = node(key_of(id));
    const bool is_key = key.next != kNone && is_value_[key.next];
    return {key.span.begin, is_key ? node(key.next).span.end : key.span.end};
  }
  // A key is a scalar, so its value is the node after it.
  [[nodiscard]] NodeId key_of(NodeId id) const { return is_value_[id] ? id - 1 : id; }
  [[nodiscard]] const Node& node(NodeId id) const { return file_.nodes[id]; }
  [[nodiscard]] bool blank(std::uint32_t begin, std::uint32_t end) const {
    return bytes_.substr(begin, end - begin).find_first_not_of(" \t\r") == std::string_view::npos;
  }

  data::File& file_;
  std::string_view bytes_;
  std::vector<bool> is_value_;
  std::uint32_t covered_ = 0;  // the end of the comment before
  bool beside_ = false;        // something stands before the comment on its line
};

}  // namespace

void set_scopes(data::File& file) {
  if (!file.comments.empty()) Scopes(file).set();
}

}  // namespace s1::json
