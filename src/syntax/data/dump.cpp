// SPDX-License-Identifier: Apache-2.0
// dump(): the tree as text, for tests. One line a node, two blanks a level:
//   DOC 0
//     map block [0,24)
//       = "image" plain [0,5)
//       : "nginx" plain [7,12)
// A sequence's items have "- " before them; an alias is written `alias`, with its target's offset.
#include <fmt/format.h>

#include "syntax/data/tree.h"

namespace s1::data {
namespace {

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return "int";
    case Kind::real:
      return "real";
    case Kind::string:
      return "str";
    case Kind::sequence:
      return "seq";
    case Kind::mapping:
      return "map";
  }
  return "?";
}

std::string_view name(Style style) {
  switch (style) {
    case Style::plain:
      return "plain";
    case Style::single_quoted:
      return "'";
    case Style::double_quoted:
      return "\"";
    case Style::literal:
      return "|";
    case Style::folded:
      return ">";
    case Style::block:
      return "block";
    case Style::flow:
      return "flow";
  }
  return "?";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else if (c == '"' || c == '\\')
      (out += '\\') += c;
    else
      out += c;
  }
  return out;
}

std::string describe(const File& file, const Node& node) {
  std::string line;
  if (node.properties != kNone) {
    const Properties& properties = file.properties[node.properties];
    if (!properties.anchor.empty()) line += fmt::format("{} ", file.source->slice(properties.anchor));
    if (!properties.tag.empty()) line += fmt::format("<{}> ", properties.tag_name);
  }
  if (node.is_alias) {
    line += node.first == kNone ? std::string("alias of nothing")
                                : fmt::format("alias of {}", file.nodes[node.first].span.begin);
  } else if (node.kind == Kind::mapping || node.kind == Kind::sequence) {
    line += fmt::format("{} {}", name(node.kind), name(node.style));
  } else {
    line += fmt::format("{} {} \"{}\"", name(node.kind), name(node.style), escaped(node.text));
  }
  return line + fmt::format(" [{},{})", node.span.begin, node.span.end);
}

}  // namespace

std::string dump(const File& file) {
  std::string out;
  for (std::size_t i = 0; i < file.documents.size(); ++i) {
    const Document& document = file.documents[i];
    out +=
        fmt::format("DOC [{},{}){}\n", document.span.begin, document.span.end, document.complete ? "" : " incomplete");
    // The nodes of a tree in order, without recursion: {node, level, mark before it}.
    struct Entry {
      NodeId id;
      std::size_t level;
      std::string_view mark;
    };
    std::vector<Entry> open;
    if (document.root != kNone) open.push_back({document.root, 1, ""});
    while (!open.empty()) {
      const Entry entry = open.back();
      open.pop_back();
      const Node& node = file.nodes[entry.id];
      out += std::string(entry.level * 2, ' ') + std::string(entry.mark) + describe(file, node) + '\n';
      if (node.is_alias || (node.kind != Kind::mapping && node.kind != Kind::sequence)) continue;
      std::vector<Entry> children;
      bool is_key = true;
      for (NodeId child = node.first; child != kNone; child = file.nodes[child].next, is_key = !is_key)
        children.push_back({child, entry.level + 1, node.kind == Kind::sequence ? "- " : is_key ? "= " : ": "});
      open.insert(open.end(), children.rbegin(), children.rend());
    }
  }
  return out;
}

}  // namespace s1::data
