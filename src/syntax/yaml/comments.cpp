// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/comments.h"

#include "syntax/yaml/characters.h"

namespace s1::yaml {
namespace {

using data::kNone;
using data::Node;
using data::NodeId;

class Scopes {
 public:
  Scopes(data::File& file, const data::Document& document, NodeId first_node, std::span<const Place> places)
      : file_(file), bytes_(file.source->bytes()), document_(document), first_(first_node), places_(places) {}

  // Comments must come in order.
  [[nodiscard]] Span of(const Comment& comment) {
    const std::uint32_t at = comment.span.begin;
    while (following_ < places_.size() && places_[following_].begin <= at) ++following_;
    // The last byte before it on its line.
    std::uint32_t before = at;
    while (before > document_.span.begin && is_blank(bytes_[before - 1])) --before;
    if (before > document_.span.begin && !at_line_begin(bytes_, before)) return beside(before - 1);
    return alone(comment);
  }

 private:
  [[nodiscard]] const Node& node(NodeId id) const { return file_.nodes[id]; }
  [[nodiscard]] const Place& place(NodeId id) const { return places_[id - first_]; }
  [[nodiscard]] bool is_root(NodeId id) const { return node(id).parent == kNone; }

  // The member or item that a node, which is not the root, is part of.
  [[nodiscard]] Span unit(NodeId id) const {
    const bool in_mapping = node(node(id).parent).kind == data::Kind::mapping;
    if (in_mapping && !place(id).is_value) return {place(id).begin, node(node(id).next).span.end};
    if (!in_mapping) return {place(id).begin, node(id).span.end};
    // The node before a value is its key, or lies in its key.
    NodeId key = id - 1;
    while (node(key).parent != node(id).parent) key = node(key).parent;
    return {place(key).begin, node(id).span.end};
  }

  // The innermost unit that holds the byte, from this node upwards; the document where none does.
  [[nodiscard]] Span holding(NodeId id, std::uint32_t byte) const {
    for (; id != kNone && !is_root(id); id = node(id).parent)
      if (const Span span = unit(id); span.contains(byte)) return span;
    return document_.span;
  }

  // The last node that begins at or before the byte; kNone where there is none. `from`: an index of places_ behind it.
  [[nodiscard]] NodeId last_before(std::size_t from, std::uint32_t byte) const {
    while (from > 0 && places_[from - 1].begin > byte) --from;
    return from == 0 ? kNone : first_ + static_cast<NodeId>(from - 1);
  }

  [[nodiscard]] Span beside(std::uint32_t byte) const {
    while (byte > document_.span.begin && (bytes_[byte] == ',' || is_blank(bytes_[byte]))) --byte;
    return holding(last_before(following_, byte), byte);
  }

  [[nodiscard]] std::uint32_t column(std::uint32_t at) const {
    return at - file_.source->line_span(file_.source->line_of(at)).begin;
  }

  // The first byte behind the comment that is neither blank nor comment; the document's end where there is none.
  [[nodiscard]] std::uint32_t content_after(const Comment& comment) {
    if (content_ >= comment.span.end) return content_;
    std::uint32_t at = comment.span.end;
    while (at < document_.span.end) {
      if (is_blank(bytes_[at]))
        ++at;
      else if (const std::uint32_t length = break_length(bytes_, at))
        at += length;
      else if (bytes_[at] == '#')
        at = line_end(bytes_, at);
      else
        break;
    }
    content_ = at;
    return at;
  }

  [[nodiscard]] Span alone(const Comment& comment) {
    const std::uint32_t at = comment.span.begin;
    const std::uint32_t next = content_after(comment);
    const bool at_end = next >= document_.span.end;
    const NodeId last = last_before(following_, at);
    if (column(at) > (at_end ? 0 : column(next)))
      if (const Span trailed = trailing(last, at); !trailed.empty()) return trailed;
    if (at_end) return {};
    std::size_t index = following_;
    while (index < places_.size() && places_[index].begin < next) ++index;
    for (std::size_t i = index; i < places_.size() && places_[i].begin == next; ++i) {
      const NodeId id = first_ + static_cast<NodeId>(i);
      if (is_root(id) || place(id).is_value) continue;
      return node(document_.root).first == id ? document_.span : unit(id);
    }
    return holding(last_before(index, next), next);
  }

  [[nodiscard]] Span trailing(NodeId id, std::uint32_t at) const {
    const std::uint32_t most = column(at);
    for (; id != kNone && !is_root(id); id = node(id).parent) {
      const Span span = unit(id);
      if (column(span.begin) > most) continue;
      return span.end <= at ? span : Span();
    }
    return {};
  }

  data::File& file_;
  std::string_view bytes_;
  const data::Document& document_;
  NodeId first_;
  std::span<const Place> places_;
  std::size_t following_ = 0;  // index of the first node that begins behind the comment
  std::uint32_t content_ = 0;  // what content_after() found last
};

}  // namespace

void set_scopes(data::File& file, const data::Document& document, std::size_t first_comment, NodeId first_node,
                std::span<const Place> places, std::uint32_t marker_end) {
  Scopes scopes(file, document, first_node, places);
  for (std::size_t i = first_comment; i < file.comments.size(); ++i) {
    Comment& comment = file.comments[i];
    comment.scope = comment.span.begin < marker_end ? document.span : scopes.of(comment);
  }
}

}  // namespace s1::yaml
