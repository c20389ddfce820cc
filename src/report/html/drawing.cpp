// SPDX-License-Identifier: Apache-2.0
#include "report/html/drawing.h"

#include <algorithm>
#include <map>
#include <string>

#include "facts/secret_patterns.h"
#include "report/drawing/layout.h"
#include "report/html/drawing_parts.h"
#include "text/utf8.h"

namespace s1::report::html {
namespace {

constexpr std::size_t kMostLetters = 26;  // of a part's name; the whole of it is in its <title>
constexpr std::size_t kMostDetailLetters = 22;
constexpr std::size_t kMostLinkLetters = 20;
constexpr double kMargin = 8;
constexpr double kWide = 1'500;  // what is wider is not made to fit, since nobody could read it

class Drawing {
 public:
  Drawing(const Architecture& architecture, const Selection& selection)
      : architecture_(architecture), selection_(selection) {}

  [[nodiscard]] LayoutInput input();
  [[nodiscard]] Markup svg(const Layout& layout) const;

 private:
  [[nodiscard]] Markup node(const Node& node, const Box& box) const;
  [[nodiscard]] Markup arrow(const Edge& edge, const Layout::Arrow& arrow) const;
  [[nodiscard]] std::string about(const Edge& edge) const;

  const Architecture& architecture_;
  const Selection& selection_;
  std::vector<std::string> groups_;
};

LayoutInput Drawing::input() {
  LayoutInput input;
  std::map<std::string_view, std::uint32_t> group_sizes, group_numbers;
  for (const std::uint32_t index : selection_.nodes) ++group_sizes[architecture_.nodes[index].group];
  std::map<std::uint32_t, std::uint32_t> positions;  // of the selected nodes
  for (const std::uint32_t index : selection_.nodes) {
    const Node& node = architecture_.nodes[index];
    positions.emplace(index, static_cast<std::uint32_t>(input.nodes.size()));
    LayoutInput::Node& made = input.nodes.emplace_back();
    const double label = kLetterWidth * utf8::count(shortened(node.label, kMostLetters));
    const double detail = kSmallLetterWidth * utf8::count(shortened(node.detail, kMostDetailLetters));
    made.width = std::max({72.0, label + 26, detail + 26});
    made.height = node.detail.empty() ? 30 : 42;
    if (node.group.empty() || group_sizes[node.group] == 1) continue;  // a frame around one part says nothing
    const auto [at, is_new] = group_numbers.try_emplace(node.group, group_numbers.size() + 1);
    if (is_new) groups_.push_back(shortened(node.group, 40));
    made.group = at->second;
  }
  for (const std::string& group : groups_) input.group_letters.push_back(utf8::count(group));
  for (const std::uint32_t index : selection_.edges) {
    const Edge& edge = architecture_.edges[index];
    input.edges.push_back(
        {positions.at(edge.from), positions.at(edge.to), utf8::count(shortened(edge.label, kMostLinkLetters))});
  }
  return input;
}

Markup Drawing::node(const Node& node, const Box& box) const {
  Markup out;
  out.add("<g class=\"node {}\" transform=\"translate({:.1f} {:.1f})\"><title>{}", name_of(node.kind), box.middle.x,
          box.middle.y, full_name(node));
  if (!node.detail.empty()) out.add(", {}", facts::scrub(node.detail));
  out.add("</title>").add(outline(node.kind, box.width, box.height));
  const std::string label = shortened(node.label, kMostLetters);
  const int down = node.kind == NodeKind::data_store ? 4 : 0;  // below the lid
  if (node.detail.empty()) return out.add("<text y=\"{}\">{}</text></g>\n", 4 + down, label);
  return out.add("<text y=\"{}\">{}</text><text class=\"detail\" y=\"{}\">{}</text></g>\n", down - 2, label, down + 12,
                 shortened(node.detail, kMostDetailLetters));
}

std::string Drawing::about(const Edge& edge) const {
  std::string text = full_name(architecture_.nodes[edge.from]) + " " + std::string(verb_of(edge.kind)) + " " +
                     full_name(architecture_.nodes[edge.to]);
  if (!edge.label.empty()) text += " (" + facts::scrub(edge.label) + ")";
  return text;
}

Markup Drawing::arrow(const Edge& edge, const Layout::Arrow& arrow) const {
  Markup out;
  if (arrow.curves.empty()) return out;
  out.add("<g class=\"edge {}\"><title>{}</title><path d=\"", is_flow(edge.kind) ? "flow" : "other", about(edge));
  for (const std::vector<Point>& curve : arrow.curves) {
    out.add("M{:.1f} {:.1f}C", curve.front().x, curve.front().y);
    for (std::size_t i = 1; i < curve.size(); ++i) out.add("{:.1f} {:.1f} ", curve[i].x, curve[i].y);
  }
  out.add("L{:.1f} {:.1f}\" marker-end=\"url(#arrow)\"/>", arrow.tip.x, arrow.tip.y);
  if (!edge.label.empty())
    out.add("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", arrow.label.x, arrow.label.y + 3.5,
            shortened(edge.label, kMostLinkLetters));
  return out.add("</g>\n");
}

Markup Drawing::svg(const Layout& layout) const {
  Markup out;
  const double width = layout.width + 2 * kMargin, height = layout.height + 2 * kMargin;
  out.add(
      R"(<svg class="drawing{}" role="img" aria-labelledby="drawing-title drawing-text" viewBox="{:.0f} {:.0f} {:.0f} {:.0f}" width="{:.0f}" height="{:.0f}">
<title id="drawing-title">Architecture</title>
<desc id="drawing-text">{} parts and {} links between them; the list below has the same.</desc>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 .8 7.4 4 0 7.2z"/></marker></defs>
)",
      width > kWide ? " wide" : "", -kMargin, -kMargin, width, height, width, height, selection_.nodes.size(),
      selection_.edges.size());
  for (std::size_t i = 0; i < layout.groups.size(); ++i) {
    const Box& box = layout.groups[i];
    if (box.width <= 0) continue;
    const double left = box.middle.x - box.width / 2, top = box.middle.y - box.height / 2;
    out.add(
        R"(<g class="cluster"><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="6"/><text x="{:.1f}" y="{:.1f}">{}</text></g>
)",
        left, top, box.width, box.height, left + 10, top + 16, groups_[i]);
  }
  for (std::size_t i = 0; i < layout.arrows.size(); ++i)
    out.add(arrow(architecture_.edges[selection_.edges[i]], layout.arrows[i]));
  for (std::size_t i = 0; i < layout.nodes.size(); ++i)
    out.add(node(architecture_.nodes[selection_.nodes[i]], layout.nodes[i]));
  return out.add("</svg>\n");
}

}  // namespace

Result<Markup> drawing(const Architecture& architecture, const Selection& selection) {
  Drawing drawing(architecture, selection);
  const Result<Layout> layout = lay_out(drawing.input());
  if (!layout) return std::unexpected(layout.error());
  return drawing.svg(*layout);
}

}  // namespace s1::report::html
