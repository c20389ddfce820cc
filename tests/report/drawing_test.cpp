// SPDX-License-Identifier: Apache-2.0
// The architecture as a drawing. Graphviz comes with what the build needs, so it is there.
#include "report/html/drawing.h"

#include <cmath>
#include <random>

#include "html_page.h"
#include "report/drawing/layout.h"
#include "report/drawing/selection.h"
#include "report/html/architecture_section.h"
#include "report/html/drawing_parts.h"
#include "sample.h"
#include "test.h"

using s1::report::Architecture;
using s1::report::Box;
using s1::report::EdgeKind;
using s1::report::Layout;
using s1::report::LayoutInput;
using s1::report::NodeKind;
using s1::report::Point;

namespace {

s1::report::Node node(NodeKind kind, std::string label, std::string detail = {}, std::string group = {}) {
  s1::report::Node made;
  made.kind = kind;
  made.label = std::move(label);
  made.detail = std::move(detail);
  made.group = std::move(group);
  return made;
}

s1::report::Edge edge(std::uint32_t from, std::uint32_t to, EdgeKind kind = EdgeKind::traffic, std::string label = {}) {
  s1::report::Edge made;
  made.from = from;
  made.to = to;
  made.kind = kind;
  made.label = std::move(label);
  return made;
}

bool overlap(const Box& a, const Box& b) {
  return std::abs(a.middle.x - b.middle.x) < (a.width + b.width) / 2 - 0.1 &&
         std::abs(a.middle.y - b.middle.y) < (a.height + b.height) / 2 - 0.1;
}

bool is_at(Point point, const Box& box, double slack) {
  return std::abs(point.x - box.middle.x) <= box.width / 2 + slack &&
         std::abs(point.y - box.middle.y) <= box.height / 2 + slack;
}

Architecture any_architecture(unsigned seed, std::uint32_t count) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  Architecture graph;
  for (std::uint32_t i = 0; i < count; ++i)
    graph.nodes.push_back(node(static_cast<NodeKind>(below(7)), "n" + std::to_string(i), below(2) == 0 ? "" : "detail",
                               below(3) == 0 ? "" : "group" + std::to_string(below(5))));
  for (std::uint32_t left = below(3 * count + 1); left > 0; --left)
    graph.edges.push_back(
        edge(below(count), below(count), static_cast<EdgeKind>(below(6)), below(2) == 0 ? "" : "8080"));
  return graph;
}

}  // namespace

TEST_CASE("boxes are laid out beside each other, and arrows lead from box to box") {
  LayoutInput input;
  input.nodes = {{100, 40, 0}, {80, 30, 1}, {120, 42, 1}, {90, 30, 0}};
  input.edges = {{0, 1, 0}, {1, 2, 8}, {2, 1, 0}, {0, 3, 3}};
  input.group_letters = {12};
  const auto layout = s1::report::lay_out(input);
  REQUIRE(layout);
  REQUIRE(layout->nodes.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    const Box& box = layout->nodes[i];
    CHECK(box.middle.x - box.width / 2 >= -1);
    CHECK(box.middle.y - box.height / 2 >= -1);
    CHECK(box.middle.x + box.width / 2 <= layout->width + 1);
    CHECK(box.middle.y + box.height / 2 <= layout->height + 1);
    for (std::size_t j = 0; j < i; ++j) CHECK(!overlap(box, layout->nodes[j]));
  }
  REQUIRE(layout->arrows.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    const Layout::Arrow& arrow = layout->arrows[i];
    REQUIRE(arrow.curves.size() == (input.edges[i].label_letters == 0 ? 1 : 2));
    for (const auto& curve : arrow.curves) CHECK((curve.size() >= 4 && curve.size() % 3 == 1));
    CHECK(is_at(arrow.curves.front().front(), layout->nodes[input.edges[i].from], 2));
    for (const Box& box : layout->nodes)
      if (input.edges[i].label_letters != 0) CHECK(!overlap(box, {arrow.label, 20, 10}));
    CHECK(is_at(arrow.tip, layout->nodes[input.edges[i].to], 2));
  }
  REQUIRE(layout->groups.size() == 1);
  CHECK(is_at(layout->nodes[1].middle, layout->groups[0], 0));
  CHECK(is_at(layout->nodes[2].middle, layout->groups[0], 0));
  CHECK(!is_at(layout->nodes[0].middle, layout->groups[0], 0));
}

TEST_CASE("a long chain leads down where it would be wider than a page") {
  LayoutInput input;
  for (std::uint32_t i = 0; i < 5; ++i) input.nodes.push_back({120, 42, 0});
  for (std::uint32_t i = 0; i < 4; ++i) input.edges.push_back({i, i + 1, 9});
  const auto across = s1::report::lay_out(input);
  REQUIRE(across);
  CHECK(across->width > across->height);
  for (std::uint32_t i = 5; i < 12; ++i) {
    input.nodes.push_back({120, 42, 0});
    input.edges.push_back({i - 1, i, 9});
  }
  const auto down = s1::report::lay_out(input);
  REQUIRE(down);
  CHECK(down->width < down->height);
  CHECK(down->nodes[0].middle.y < down->nodes[11].middle.y);
}

TEST_CASE("parts that nothing links stand in a table, with no arrows") {
  LayoutInput input;
  for (std::uint32_t i = 0; i < 30; ++i) input.nodes.push_back({100, 42, i < 16 ? 1U : 0U});
  input.group_letters = {5};
  const auto layout = s1::report::lay_out(input);
  REQUIRE(layout);
  CHECK(layout->arrows.empty());
  CHECK(layout->width <= s1::report::kReadableWidth);
  CHECK(layout->height < 600);  // one line of them is 1700 high
  CHECK(layout->groups[0].width > layout->groups[0].height);
}

TEST_CASE("any graph is laid out") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    INFO(seed);
    const Architecture graph = any_architecture(seed, 1 + seed);
    const auto selection = s1::report::select_for_drawing(graph);
    const auto drawn = s1::report::html::drawing(graph, selection);
    REQUIRE(drawn);
    CHECK(s1::test::count_of(drawn->text(), "<g class=\"node ") == graph.nodes.size());
    CHECK(s1::test::count_of(drawn->text(), "<g class=\"edge ") == selection.edges.size());
    CHECK(s1::test::nesting_fault(s1::test::tags_of(drawn->text())) == "");
  }
}

TEST_CASE("of a large architecture the parts with the most links are drawn, and the rest is counted") {
  Architecture graph = any_architecture(7, 500);
  for (std::uint32_t i = 0; i < 30; ++i) graph.edges.push_back(edge(499, i));
  graph.edges.push_back(edge(1, 1));
  graph.edges.push_back(edge(9'999, 1));
  const auto selection = s1::report::select_for_drawing(graph);
  CHECK(selection.nodes.size() == s1::report::kMostDrawnNodes);
  CHECK(selection.edges.size() <= s1::report::kMostDrawnEdges);
  CHECK(selection.nodes.back() == 499);
  const std::string text = s1::report::html::architecture_section(graph, {}, {}).text();
  CHECK(text.find("440 more are in the list alone") != std::string::npos);
}

TEST_CASE("of many small architectures whole ones are drawn, the largest first") {
  Architecture graph;
  for (std::uint32_t i = 0; i < 90; ++i) graph.nodes.push_back(node(NodeKind::service, "n" + std::to_string(i)));
  // Twenty pairs, then one of fifty that hangs together.
  for (std::uint32_t i = 0; i < 40; i += 2) graph.edges.push_back(edge(i, i + 1));
  for (std::uint32_t i = 40; i < 89; ++i) graph.edges.push_back(edge(i, i + 1));
  const auto selection = s1::report::select_for_drawing(graph);
  CHECK(selection.nodes.size() == s1::report::kMostDrawnNodes);
  CHECK(selection.edges.size() == 49 + 5);
}

TEST_CASE("a name that is too long for its box loses what says least") {
  using s1::report::html::shortened;
  CHECK(shortened("payments-service", 16) == "payments-service");
  CHECK(shortened("payments-service", 10) == "payments-…");
  CHECK(shortened("a/long/path/to/Dockerfile", 14) == "…/Dockerfile");
  CHECK(shortened("a/long/path/to/Dockerfile", 17) == "…/to/Dockerfile");
  CHECK(shortened("a/much-longer-name:1", 12) == "…nger-name:1");
  CHECK(shortened("ééééé", 3) == "éé…");
}

TEST_CASE("links name both ends in full, since a Service and its Deployment often share a name") {
  Architecture graph;
  graph.nodes = {node(NodeKind::service, "shop"), node(NodeKind::service, "shop"),
                 node(NodeKind::image, "web/Dockerfile")};
  graph.nodes[0].what = "Service";
  graph.nodes[1].what = "Deployment";
  graph.nodes[2].what = "image of";
  graph.edges = {edge(0, 1, EdgeKind::traffic, "port 80"), edge(2, 1, EdgeKind::runs)};
  const std::string text = s1::report::html::architecture_section(graph, {}, {}).text();
  CHECK(text.find("<td>Service shop</td><td>reaches</td><td>Deployment shop</td><td>port 80</td>") !=
        std::string::npos);
  CHECK(text.find("<title>Service shop reaches Deployment shop (port 80)</title>") != std::string::npos);
  CHECK(text.find("<td>image of web/Dockerfile</td><td>runs</td>") != std::string::npos);
  CHECK(text.find("<td>web/Dockerfile</td><td>image</td>") != std::string::npos);
}

TEST_CASE("texts of the architecture are text in the drawing and in the lists") {
  Architecture graph;
  graph.nodes = {node(NodeKind::entry, "</title><script>", "\"><img src=x>", "<g>"),
                 node(NodeKind::data_store, "\xE2\x80\xAE\\N\\G%s", "{|}", "<g>")};
  graph.edges = {edge(0, 1, EdgeKind::data, "<b>\\l")};
  const std::string text = s1::report::html::architecture_section(graph, {}, {}).text();
  const auto tags = s1::test::tags_of(text);
  CHECK(s1::test::nesting_fault(tags) == "");
  for (const s1::test::Tag& tag : tags) {
    CHECK(tag.name != "script");
    CHECK(tag.name != "img");
    CHECK(tag.name != "b");
  }
  CHECK(text.find("&lt;/title&gt;&lt;script&gt;") != std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
}
