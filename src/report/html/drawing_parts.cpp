// SPDX-License-Identifier: Apache-2.0
#include "report/html/drawing_parts.h"

#include <algorithm>

#include "facts/secret_patterns.h"
#include "text/utf8.h"

namespace s1::report::html {
namespace {

// The byte at which the code point of that number begins.
std::size_t byte_of(std::string_view text, std::size_t number) {
  std::size_t at = 0;
  for (; number > 0 && at < text.size(); --number) at += std::max<std::size_t>(1, utf8::decode(text.substr(at)).length);
  return at;
}

}  // namespace

std::string_view name_of(NodeKind kind) {
  constexpr std::string_view names[] = {"entry", "service", "store", "external", "image", "pipeline", "secret"};
  return names[static_cast<std::size_t>(kind)];
}

std::string full_name(const Node& node) {
  const std::string what(node.what.empty() ? name_of(node.kind) : node.what);
  return facts::scrub(what + " " + node.label);
}

std::string_view verb_of(EdgeKind kind) {
  constexpr std::string_view verbs[] = {"reaches", "uses", "builds", "runs", "deploys", "takes"};
  return verbs[static_cast<std::size_t>(kind)];
}

bool is_flow(EdgeKind kind) {
  return kind == EdgeKind::traffic || kind == EdgeKind::data;
}

// A pill, a box, a cylinder, a dashed box, a box with a folded corner, a hexagon.
Markup outline(NodeKind kind, double width, double height) {
  Markup out;
  const double right = width / 2, bottom = height / 2;
  if (kind == NodeKind::data_store)
    return out.add(
        R"(<path class="outline" d="M{0:.1f} {1:.1f}v{2:.1f}c0 6 {3:.1f} 6 {3:.1f} 0v-{2:.1f}c0-6-{3:.1f}-6-{3:.1f} 0c0 6 {3:.1f} 6 {3:.1f} 0"/>)",
        -right, -bottom + 4, height - 8, width);
  if (kind == NodeKind::pipeline)
    return out.add(R"(<path class="outline" d="M{0:.1f} 0l8-{1:.1f}h{2:.1f}l8 {1:.1f}-8 {1:.1f}h-{2:.1f}z"/>)", -right,
                   bottom, width - 16);
  if (kind == NodeKind::image)
    return out.add(R"(<path class="outline" d="M{0:.1f} {1:.1f}h{2:.1f}l8 8v{3:.1f}h-{4:.1f}zm{2:.1f} 0v8h8"/>)",
                   -right, -bottom, width - 8, height - 8, width);
  const double round = kind == NodeKind::entry ? bottom : 4;
  return out.add(R"(<rect class="outline" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="{:.1f}"/>)", -right,
                 -bottom, width, height, round);
}

std::string shortened(std::string_view raw, std::size_t most) {
  const std::string text = facts::scrub(raw);
  const std::size_t letters = utf8::count(text);
  if (letters <= most) return text;
  if (text.find('/') == std::string::npos) return text.substr(0, byte_of(text, most - 1)) + "…";
  // Of a path the last folders, whole ones unless that leaves little.
  const std::string end = text.substr(byte_of(text, letters - most + 1));
  const std::size_t slash = end.find('/');
  return "…" + (slash < end.size() / 2 ? end.substr(slash) : end);
}

Markup legend(const Architecture& architecture) {
  Markup out;
  out.add("<ul class=\"legend\" aria-label=\"Legend\">\n");
  for (const NodeKind kind : {NodeKind::entry, NodeKind::service, NodeKind::data_store, NodeKind::external,
                              NodeKind::image, NodeKind::pipeline, NodeKind::secret})
    if (std::ranges::any_of(architecture.nodes, [&](const Node& node) { return node.kind == kind; }))
      out.add(
          "<li><svg class=\"drawing\" aria-hidden=\"true\" viewBox=\"-16 -10 32 20\" width=\"32\" height=\"20\"><g "
          "class=\"node {0}\">{1}</g></svg>{0}</li>\n",
          name_of(kind), outline(kind, 28, 17));
  const auto arrow = [&](bool flow, std::string_view meaning) {
    if (std::ranges::any_of(architecture.edges, [&](const Edge& edge) { return is_flow(edge.kind) == flow; }))
      out.add(
          "<li><svg class=\"drawing\" aria-hidden=\"true\" viewBox=\"0 0 32 20\" width=\"32\" height=\"20\"><g "
          "class=\"edge {}\"><path d=\"M1 10h29\" marker-end=\"url(#arrow)\"/></g></svg>{}</li>\n",
          flow ? "flow" : "other", meaning);
  };
  arrow(true, "traffic or data");
  arrow(false, "builds, runs, deploys or takes");
  return out.add("</ul>\n");
}

}  // namespace s1::report::html
