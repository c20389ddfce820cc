// SPDX-License-Identifier: Apache-2.0
#include "report/drawing/layout.h"

#include <fmt/format.h>

#include <charconv>
#include <mutex>
#include <string_view>

#include "report/drawing/graphviz_library.h"

namespace s1::report {
namespace {

constexpr double kPointsPerInch = 72;

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

  void fill(const LayoutInput& input);
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
  // Room for a text: in this font every letter is 0.6 of the size wide, which Graphviz knows without looking.
  void set_text(void* object, std::uint32_t letters) const {
    set(object, "fontname", "Courier");
    set(object, "fontsize", fmt::format("{:.2f}", kSmallLetterWidth / 0.6));
    set(object, "label", std::string(letters, 'x'));
  }
  [[nodiscard]] std::string_view get(void* object, const char* key) const {
    std::string writable = key;
    const char* const value = graphviz_.agget(object, writable.data());
    return value == nullptr ? std::string_view() : value;
  }
  // Graphviz counts upwards from the lower left corner.
  [[nodiscard]] Point flipped(double x, double y) const { return {x, height_ - y}; }
  [[nodiscard]] Box box_of(std::string_view corners) const;
  [[nodiscard]] Layout::Arrow arrow_of(Agedge_t* edge) const;

  const GraphvizLibrary& graphviz_;
  std::string name_;
  Agraph_t* graph_;
  std::vector<Agnode_t*> nodes_;
  std::vector<Agedge_t*> edges_;
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

void Graph::fill(const LayoutInput& input) {
  set(graph_, "rankdir", "LR");
  set(graph_, "nodesep", "0.22");
  set(graph_, "ranksep", "0.55");
  set(graph_, "pad", "0");
  // Bounds on how long it improves on what it has: the time of a dense graph grows steeply.
  set(graph_, "nslimit", "4");
  set(graph_, "nslimit1", "4");
  set(graph_, "mclimit", "0.6");
  for (std::uint32_t i = 0; i < input.group_letters.size(); ++i) {
    Agraph_t* const group = graphviz_.agsubg(graph_, name(fmt::format("cluster{}", i)), 1);
    set_text(group, input.group_letters[i]);
    set(group, "margin", "12");
    groups_.push_back(group);
  }
  for (std::uint32_t i = 0; i < input.nodes.size(); ++i) {
    const LayoutInput::Node& node = input.nodes[i];
    Agnode_t* const made = graphviz_.agnode(graph_, name(fmt::format("n{}", i)), 1);
    if (node.group != 0) graphviz_.agnode(groups_[node.group - 1], name(fmt::format("n{}", i)), 1);
    set(made, "shape", "box");
    set(made, "fixedsize", "true");
    set(made, "label", " ");
    set(made, "width", fmt::format("{:.3f}", node.width / kPointsPerInch));
    set(made, "height", fmt::format("{:.3f}", node.height / kPointsPerInch));
    nodes_.push_back(made);
  }
  for (std::uint32_t i = 0; i < input.edges.size(); ++i) {
    const LayoutInput::Edge& edge = input.edges[i];
    Agedge_t* const made = graphviz_.agedge(graph_, nodes_[edge.from], nodes_[edge.to], name(fmt::format("e{}", i)), 1);
    set(made, "arrowsize", "0.7");
    if (edge.label_letters != 0) set_text(made, edge.label_letters);
    edges_.push_back(made);
  }
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

// "e,x,y x,y x,y …": the tip of the arrow, then the points of the curve.
Layout::Arrow Graph::arrow_of(Agedge_t* edge) const {
  Layout::Arrow arrow;
  const std::string_view text = get(edge, "pos");
  const std::vector<double> at = numbers_of(text.substr(0, text.find(';')));
  const std::size_t first = text.starts_with('e') ? 2 : 0;
  if (at.size() < first + 8 || at.size() % 2 != 0) return arrow;
  for (std::size_t i = first; i + 1 < at.size(); i += 2) arrow.curve.push_back(flipped(at[i], at[i + 1]));
  arrow.tip = first == 2 ? flipped(at[0], at[1]) : arrow.curve.back();
  if (const std::vector<double> label = numbers_of(get(edge, "lp")); label.size() == 2)
    arrow.label = flipped(label[0], label[1]);
  return arrow;
}

Layout Graph::read(const LayoutInput& input) {
  Layout layout;
  if (const std::vector<double> all = numbers_of(get(graph_, "bb")); all.size() == 4) {
    layout.width = all[2];
    layout.height = height_ = all[3];
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const std::vector<double> at = numbers_of(get(nodes_[i], "pos"));
    layout.nodes.push_back(
        {at.size() == 2 ? flipped(at[0], at[1]) : Point(), input.nodes[i].width, input.nodes[i].height});
  }
  for (Agedge_t* const edge : edges_) layout.arrows.push_back(arrow_of(edge));
  for (Agraph_t* const group : groups_) layout.groups.push_back(box_of(get(group, "bb")));
  return layout;
}

}  // namespace

Result<Layout> lay_out(const LayoutInput& input) {
  const Result<const GraphvizLibrary*> graphviz = graphviz_library();
  if (!graphviz) return std::unexpected(graphviz.error());
  const std::scoped_lock one_at_a_time(*(*graphviz)->busy);
  Graph graph(**graphviz);
  graph.fill(input);
  if (!graph.lay_out()) return std::unexpected(Error{"no-layout", {}, "Graphviz gives no layout", {}});
  return graph.read(input);
}

}  // namespace s1::report
