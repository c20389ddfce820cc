// SPDX-License-Identifier: Apache-2.0
// What holds of the tree of any bytes at all. For the tests and the fuzzer.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/data/tree.h"
#include "syntax/yaml/content.h"

namespace s1::yaml {

class Invariants {
 public:
  // What is broken, or nothing.
  [[nodiscard]] static std::string broken(const data::File& file) {
    Invariants check(file);
    check.documents();
    check.nodes();
    check.comments();
    check.diagnostics();
    return check.problem_;
  }

 private:
  explicit Invariants(const data::File& file) : file_(file), bytes_(file.source->bytes()) {}

  void require(bool holds, std::string_view what, Span span) {
    if (!holds && problem_.empty()) problem_ = fmt::format("{} at [{},{})", what, span.begin, span.end);
  }
  [[nodiscard]] bool in_file(Span span) const { return span.begin <= span.end && span.end <= bytes_.size(); }
  [[nodiscard]] std::string_view slice(Span span) const { return bytes_.substr(span.begin, span.size()); }

  void documents() {
    std::uint32_t last = 0;
    for (const data::Document& document : file_.documents) {
      require(in_file(document.span) && document.span.begin >= last, "documents are sorted and apart", document.span);
      last = document.span.end;
      if (document.root != data::kNone) {
        const data::Node& root = file_.nodes[document.root];
        require(document.span.contains(root.span), "a document holds its root", root.span);
        require(root.parent == data::kNone, "a root has no parent", root.span);
      }
      if (!document.complete) require(!file_.diagnostics.empty(), "an incomplete document has a reason", document.span);
    }
  }

  void nodes() {
    require(file_.nodes.size() <= data::kMostNodes, "too many nodes", {});
    std::vector<std::uint32_t> depths(file_.nodes.size());
    std::vector<std::uint32_t> followed(file_.nodes.size());
    for (data::NodeId id = 0; id < file_.nodes.size(); ++id) {
      const data::Node& node = file_.nodes[id];
      require(in_file(node.span), "a node lies in the file", node.span);
      if (!problem_.empty()) return;
      if (node.parent != data::kNone) {
        require(node.parent < id, "a parent comes before its children", node.span);
        require(file_.nodes[node.parent].span.contains(node.span), "a parent holds its children", node.span);
        depths[id] = depths[node.parent] + 1;
        require(depths[id] <= data::kMostDepth, "too deep", node.span);
      }
      properties(node);
      if (node.is_alias)
        alias(node, id);
      else if (node.kind == data::Kind::mapping || node.kind == data::Kind::sequence)
        collection(node, id);
      else
        scalar(node);
    }
    for (const data::NodeId id : order_) require(++followed[id] == 1, "each node has one place", file_.nodes[id].span);
    require(order_.size() + roots() == file_.nodes.size(), "every node is in a tree", {});
  }

  [[nodiscard]] std::size_t roots() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        file_.documents, [](const data::Document& document) { return document.root != data::kNone; }));
  }

  void properties(const data::Node& node) {
    if (node.properties == data::kNone) return;
    const data::Properties& properties = file_.properties[node.properties];
    require(in_file(properties.tag) && in_file(properties.anchor), "properties lie in the file", node.span);
    require(properties.tag.empty() == properties.tag_name.empty(), "a tag has a name", node.span);
    if (!properties.tag.empty()) require(slice(properties.tag).starts_with('!'), "a tag begins with !", node.span);
    if (!properties.anchor.empty())
      require(slice(properties.anchor).starts_with('&'), "an anchor begins with &", node.span);
    require(std::max(properties.tag.end, properties.anchor.end) <= node.span.begin, "properties stand before the value",
            node.span);
  }

  void alias(const data::Node& node, data::NodeId id) {
    require(slice(node.span).starts_with('*') && node.span.size() > 1, "an alias begins with *", node.span);
    if (node.first == data::kNone) return;
    require(node.first < id, "an alias's target stands before it", node.span);
    const data::Node& target = file_.nodes[node.first];
    require(target.span.end <= node.span.begin, "an alias's target does not hold it", node.span);
    require(!target.is_alias && target.properties != data::kNone, "an alias's target has an anchor", node.span);
    if (!problem_.empty()) return;
    require(slice(file_.properties[target.properties].anchor).substr(1) == slice(node.span).substr(1),
            "an alias's target has its name", node.span);
  }

  void collection(const data::Node& node, data::NodeId id) {
    std::uint32_t last = node.span.begin, children = 0;
    for (data::NodeId child = node.first; child != data::kNone; child = file_.nodes[child].next) {
      const data::Node& inner = file_.nodes[child];
      require(child > id && inner.parent == id, "children name their parent", inner.span);
      require(inner.span.begin >= last, "children are sorted and apart", inner.span);
      last = inner.span.end;
      order_.push_back(child);
      if (++children > file_.nodes.size() || !problem_.empty()) return;
    }
    const bool mapping = node.kind == data::Kind::mapping;
    require(children == (mapping ? 2 * node.count : node.count), "the count is right", node.span);
    require(node.style == data::Style::block || node.style == data::Style::flow, "a collection's style", node.span);
    const std::string_view text = slice(node.span);
    if (node.style == data::Style::block) {
      require(last == node.span.end, "a block collection ends with its last value", node.span);
      require(children > 0 || !file_.diagnostics.empty(), "a block collection holds something", node.span);
      if (!mapping && children > 0) require(text.starts_with('-'), "a block sequence begins with a dash", node.span);
    } else if (text.starts_with('[') && !mapping) {
      require(text.ends_with(']') || !file_.diagnostics.empty(), "a flow sequence is closed", node.span);
    } else {
      require(mapping, "a flow sequence begins with a bracket", node.span);
    }
  }

  void scalar(const data::Node& node) {
    const std::string_view text = slice(node.span);
    const auto quoted = [&](char quote) { return text.size() > 1 && text.front() == quote && text.back() == quote; };
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    switch (node.style) {
      case data::Style::plain:
        require(text.empty() || (!is_space(text.front()) && !is_space(text.back())), "a plain scalar is trimmed",
                node.span);
        break;
      case data::Style::single_quoted:
        require(quoted('\''), "single quotes stand around", node.span);
        break;
      case data::Style::double_quoted:
        require(quoted('"'), "double quotes stand around", node.span);
        break;
      case data::Style::literal:
      case data::Style::folded:
        require(text.starts_with(node.style == data::Style::literal ? '|' : '>'), "the sign of a block scalar",
                node.span);
        break;
      default:
        require(false, "a scalar's style", node.span);
    }
    if (!problem_.empty()) return;
    scalars_.push_back(node.span);
    const MappedText mapped = yaml::mapped(file_, node);
    require(mapped.text() == node.text, "the decoded text is libyaml's", node.span);
    // The way back never leaves the scalar (or the break that ends a block scalar) and never goes backwards.
    std::uint32_t last = node.span.begin;
    const auto size = static_cast<std::uint32_t>(mapped.text().size());
    const std::uint32_t step = size / 64 + 1;
    for (std::uint32_t at = 0; at < size; at += step) {
      const std::uint32_t to = mapped.to_file(at);
      require(to >= last && to <= node.span.end + 1, "the way back stays in the scalar", node.span);
      last = to;
    }
  }

  void comments() {
    std::uint32_t last = 0;
    auto scalar = scalars_.begin();
    for (const Comment& comment : file_.comments) {
      require(in_file(comment.span) && comment.span.begin >= last, "comments are sorted and apart", comment.span);
      if (!problem_.empty()) return;
      const std::string_view text = slice(comment.span);
      require(text.starts_with('#') && !text.contains('\n'), "a comment is a # and its line", comment.span);
      require(text.contains(comment.text), "a comment's text is part of it", comment.span);
      require(in_file(comment.scope), "a scope lies in the file", comment.span);
      last = comment.span.end;
      while (scalar != scalars_.end() && scalar->end <= comment.span.begin) ++scalar;
      if (scalar == scalars_.end() || !scalar->overlaps(comment.span)) continue;
      // Only behind the sign of a block scalar.
      const std::string_view before = bytes_.substr(scalar->begin, comment.span.begin - scalar->begin);
      require(comment.span.begin > scalar->begin && before.find_first_not_of("|>+-123456789 \t") == before.npos,
              "a comment lies in no scalar", comment.span);
    }
  }

  void diagnostics() {
    std::uint32_t last = 0;
    for (const Diagnostic& diagnostic : file_.diagnostics) {
      require(in_file(diagnostic.span) && diagnostic.span.begin >= last, "diagnostics are sorted", diagnostic.span);
      require(!diagnostic.message.empty() && !diagnostic.message.ends_with('.') && !diagnostic.hint.empty() &&
                  !diagnostic.code.empty(),
              "a diagnostic says what and what to do", diagnostic.span);
      last = diagnostic.span.begin;
    }
  }

  const data::File& file_;
  std::string_view bytes_;
  std::vector<Span> scalars_;        // in order
  std::vector<data::NodeId> order_;  // all children
  std::string problem_;
};

}  // namespace s1::yaml
