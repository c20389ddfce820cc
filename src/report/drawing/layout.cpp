// SPDX-License-Identifier: Apache-2.0
#include "report/drawing/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <mutex>
#include <string_view>

#include "report/drawing/graphviz_library.h"

namespace s1::report {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kLabelHeight = 14;
constexpr std::uint32_t kMostColumns = 6;  // of parts that nothing links

enum class Direction : std::uint8_t { right, down };  // in which arrows lead

// A graph while it is laid out. Numbers stand for names, so that nothing here is a text of a scanned file.
class Graph {
 public:
  explicit Graph(const GraphvizLibrary& graphviz)
      : graphviz_(graphviz), graph_(graphviz.agopen(name("g"), graphviz.directed, nullptr)) {}
  ~Graph() {
    if (graph_ == nullptr) return;
    graphviz_.gvFreeLayout(graphviz_.context, graph_);
    graphviz_.agclose(graph_);
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  void fill(const LayoutInput& input, Direction direction);
  [[nodiscard]] bool lay_out();
  [[nodiscard]] Layout read(const LayoutInput& input);

 private:
  // Its functions take char* for what they only read.
  char* name(std::string text) { return (name_ = std::move(text)).data(); }
  void set(void* object, const char* key, std::string value) const {
    char empty[] = "";
    std::string writable = key;
    graphviz_.agsafeset(object, writable.data(), value.data(), empty);
  }
  [[nodiscard]] std::string_view get(void* object, const char* key) const {
    std::string writable = key;
    const char* const value = graphviz_.agget(object, writable.data());
    return value == nullptr ? std::string_view() : value;
  }
  // Graphviz counts upwards from the lower left corner.
  [[nodiscard]] Point flipped(double x, double y) const { return {x, height_ - y}; }
  [[nodiscard]] Box box_of(std::string_view corners) const;
  Agnode_t* add_node(const std::string& key, std::uint32_t group, double width, double height);
  [[nodiscard]] Point middle_of(Agnode_t* node) const;
  // Parts that nothing links would all stand in one long line; chains that are not drawn make a table of them.
  void arrange_unlinked(const LayoutInput& input, Direction direction);
  // Adds the curve of one edge, and where its arrow ends.
  void add_curve(Agedge_t* edge, Layout::Arrow& arrow) const;

  const GraphvizLibrary& graphviz_;
  std::string name_;
  Agraph_t* graph_;
  // A label is a node of its own between two edges. Graphviz has labels of edges too, but corrupts memory where the
  // ends of such an edge come to lie in the same rank, as they may with clusters (found by
  // tests/report/drawing_test.cpp).
  struct Link {
    Agedge_t* first = nullptr;
    Agnode_t* label = nullptr;  // these two are null without a label
    Agedge_t* second = nullptr;
  };
  std::vector<Agnode_t*> nodes_;
  std::vector<Link> links_;
  std::vector<Agraph_t*> groups_;
  double height_ = 0;
};

// The numbers of a text, whatever stands between them.
std::vector<double> numbers_of(std::string_view text) {
  std::vector<double> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    double number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc()) {
      ++at;
      continue;
    }
    numbers.push_back(number);
    at = next;
  }
  return numbers;
}

void Graph::fill(const LayoutInput& input, Direction direction) {
  set(graph_, "rankdir", direction == Direction::right ? "LR" : "TB");
  set(graph_, "nodesep", "0.22");
  set(graph_, "ranksep", "0.28");
  set(graph_, "pad", "0");
  // Bounds on how long it improves on what it has: the time of a dense graph grows steeply.
  set(graph_, "nslimit", "4");
  set(graph_, "nslimit1", "4");
  set(graph_, "mclimit", "0.6");
  for (std::uint32_t i = 0; i < input.group_letters.size(); ++i) {
    Agraph_t* const group = graphviz_.agsubg(graph_, name(fmt::format("cluster{}", i)), 1);
    // Room for the title: in this font every letter is 0.6 of the size wide, which Graphviz knows without looking.
    set(group, "fontname", "Courier");
    set(group, "fontsize", fmt::format("{:.2f}", kSmallLetterWidth / 0.6));
    set(group, "label", std::string(input.group_letters[i], 'x'));
    set(group, "margin", "12");
    groups_.push_back(group);
  }
  for (std::uint32_t i = 0; i < input.nodes.size(); ++i) {
    const LayoutInput::Node& node = input.nodes[i];
    nodes_.push_back(add_node(fmt::format("n{}", i), node.group, node.width, node.height));
  }
  for (std::uint32_t i = 0; i < input.edges.size(); ++i) {
    const LayoutInput::Edge& edge = input.edges[i];
    const auto connect = [&](Agnode_t* from, Agnode_t* to, const char* half) {
      Agedge_t* const made = graphviz_.agedge(graph_, from, to, name(fmt::format("e{}{}", i, half)), 1);
      set(made, "arrowsize", "0.7");
      return made;
    };
    Link& link = links_.emplace_back();
    if (edge.label_letters == 0) {
      link.first = connect(nodes_[edge.from], nodes_[edge.to], "");
      continue;
    }
    const std::uint32_t group = input.nodes[edge.from].group;
    link.label = add_node(fmt::format("l{}", i), group == input.nodes[edge.to].group ? group : 0,
                          kSmallLetterWidth * edge.label_letters + 6, kLabelHeight);
    link.first = connect(nodes_[edge.from], link.label, "a");
    set(link.first, "dir", "none");
    link.second = connect(link.label, nodes_[edge.to], "b");
  }
  arrange_unlinked(input, direction);
}

void Graph::arrange_unlinked(const LayoutInput& input, Direction direction) {
  std::vector<bool> is_linked(input.nodes.size());
  for (const LayoutInput::Edge& edge : input.edges) is_linked[edge.from] = is_linked[edge.to] = true;
  std::vector<std::vector<std::uint32_t>> unlinked(groups_.size() + 1);
  for (std::uint32_t i = 0; i < input.nodes.size(); ++i)
    if (!is_linked[i]) unlinked[input.nodes[i].group].push_back(i);
  for (const std::vector<std::uint32_t>& nodes : unlinked) {
    const auto count = static_cast<std::uint32_t>(nodes.size());
    const auto square = static_cast<std::uint32_t>(std::ceil(std::sqrt(count)));
    const std::uint32_t columns = count <= 3 ? 1 : std::min(square, kMostColumns);
    const std::uint32_t chain = direction == Direction::right ? columns : (count + columns - 1) / columns;
    for (std::uint32_t i = 1; i < count; ++i)
      if (i % chain != 0)
        graphviz_.agedge(graph_, nodes_[nodes[i - 1]], nodes_[nodes[i]], name(fmt::format("u{}", nodes[i])), 1);
  }
}

Agnode_t* Graph::add_node(const std::string& key, std::uint32_t group, double width, double height) {
  Agnode_t* const made = graphviz_.agnode(graph_, name(key), 1);
  if (group != 0) graphviz_.agnode(groups_[group - 1], name(key), 1);
  set(made, "shape", "box");
  set(made, "fixedsize", "true");
  set(made, "label", " ");
  set(made, "width", fmt::format("{:.3f}", width / kPointsPerInch));
  set(made, "height", fmt::format("{:.3f}", height / kPointsPerInch));
  return made;
}

bool Graph::lay_out() {
  if (graphviz_.gvLayout(graphviz_.context, graph_, "dot") != 0) return false;
  graphviz_.attach_attrs(graph_);
  return true;
}

Box Graph::box_of(std::string_view corners) const {
  const std::vector<double> at = numbers_of(corners);
  if (at.size() != 4) return {};
  return {flipped((at[0] + at[2]) / 2, (at[1] + at[3]) / 2), at[2] - at[0], at[3] - at[1]};
}

Point Graph::middle_of(Agnode_t* node) const {
  const std::vector<double> at = numbers_of(get(node, "pos"));
  return at.size() == 2 ? flipped(at[0], at[1]) : Point();
}

// "e,x,y x,y x,y …": the tip of the arrow, then the points of the curve; several curves have a ';' between them.
void Graph::add_curve(Agedge_t* edge, Layout::Arrow& arrow) const {
  const std::string_view text = get(edge, "pos");
  const std::vector<double> at = numbers_of(text.substr(0, text.find(';')));
  const std::size_t first = text.starts_with('e') ? 2 : 0;
  if (at.size() < first + 8 || at.size() % 2 != 0) return;
  std::vector<Point>& curve = arrow.curves.emplace_back();
  for (std::size_t i = first; i + 1 < at.size(); i += 2) curve.push_back(flipped(at[i], at[i + 1]));
  arrow.tip = first == 2 ? flipped(at[0], at[1]) : curve.back();
}

Layout Graph::read(const LayoutInput& input) {
  Layout layout;
  if (const std::vector<double> all = numbers_of(get(graph_, "bb")); all.size() == 4) {
    layout.width = all[2];
    layout.height = height_ = all[3];
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    layout.nodes.push_back({middle_of(nodes_[i]), input.nodes[i].width, input.nodes[i].height});
  for (const Link& link : links_) {
    Layout::Arrow& arrow = layout.arrows.emplace_back();
    add_curve(link.first, arrow);
    if (link.label == nullptr) continue;
    add_curve(link.second, arrow);
    arrow.label = middle_of(link.label);
  }
  for (Agraph_t* const group : groups_) layout.groups.push_back(box_of(get(group, "bb")));
  return layout;
}

Result<Layout> lay_out(const GraphvizLibrary& graphviz, const LayoutInput& input, Direction direction) {
  Graph graph(graphviz);
  graph.fill(input, direction);
  if (!graph.lay_out()) return std::unexpected(Error{"no-layout", {}, "Graphviz gives no layout", {}});
  return graph.read(input);
}

}  // namespace

Result<Layout> lay_out(const LayoutInput& input) {
  const Result<const GraphvizLibrary*> graphviz = graphviz_library();
  if (!graphviz) return std::unexpected(graphviz.error());
  const std::scoped_lock one_at_a_time(*(*graphviz)->busy);
  Result<Layout> across = lay_out(**graphviz, input, Direction::right);
  if (!across || across->width <= kReadableWidth) return across;
  Result<Layout> down = lay_out(**graphviz, input, Direction::down);
  return down && down->width < across->width ? down : across;
}

}  // namespace s1::report
