// SPDX-License-Identifier: Apache-2.0
// What holds for the tree of any bytes that json::read() was given.
#pragma once
#include <fmt/format.h>

#include <string>

#include "syntax/data/tree.h"
#include "syntax/json/read.h"

namespace s1::test {

// Empty, or what does not hold.
inline std::string broken_json_tree(const data::File& file) {
  using data::Kind;
  using data::kNone;
  const std::string_view bytes = file.source->bytes();
  if (file.documents.size() != 1) return "there is not one document";
  if (file.nodes.size() > data::kMostNodes + 1) return "too many nodes";
  const data::Document& document = file.documents[0];
  if ((document.root == kNone) != file.nodes.empty()) return "no root";
  if (!document.complete && file.diagnostics.empty()) return "incomplete without a diagnostic";
  std::size_t reached = file.nodes.empty() ? 0 : 1;
  for (data::NodeId id = 0; id < file.nodes.size(); ++id) {
    const data::Node& node = file.nodes[id];
    const auto problem = [&](std::string_view what) { return fmt::format("node {}: {}", id, what); };
    if (node.span.end < node.span.begin || node.span.end > bytes.size()) return problem("its span is not in the file");
    if (id > 0 && node.span.begin < file.nodes[id - 1].span.begin) return problem("it begins before the one before it");
    if (node.kind == Kind::string) {
      const MappedText mapped = json::mapped(file, node);
      if (mapped.text() != node.text) return problem("its mapped text differs");
      for (std::uint32_t i = 0; i < mapped.text().size(); ++i)
        if (!node.span.contains(mapped.to_file(i))) return problem("its text maps out of it");
    } else if (node.kind != Kind::mapping && node.kind != Kind::sequence) {
      if (node.text != file.source->slice(node.span)) return problem("its text is not its bytes");
      continue;
    }
    std::uint32_t children = 0;
    std::uint32_t end = node.span.begin;
    for (data::NodeId child = node.first; child != kNone; child = file.nodes[child].next, ++children) {
      if (child <= id || child >= file.nodes.size() || file.nodes[child].parent != id) return problem("a false child");
      if (!node.span.contains(file.nodes[child].span)) return problem("a child is not in it");
      if (file.nodes[child].span.begin < end) return problem("children overlap");
      end = file.nodes[child].span.end;
    }
    reached += children;
    if (children != node.count * (node.kind == Kind::mapping ? 2 : 1)) return problem("its count is wrong");
    const char closer = node.kind == Kind::mapping ? '}' : ']';
    if (document.complete && node.kind != Kind::string && bytes[node.span.end - 1] != closer)
      return problem("it does not end with its bracket");
  }
  if (reached != file.nodes.size()) return "nodes that nothing holds";
  std::uint32_t end = 0;
  for (const Comment& comment : file.comments) {
    if (comment.span.begin < end || comment.span.end > bytes.size()) return "comments overlap";
    if (comment.scope.end > bytes.size() || comment.scope.end < comment.scope.begin) return "a false scope";
    end = comment.span.end;
  }
  return {};
}

}  // namespace s1::test
