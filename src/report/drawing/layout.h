// SPDX-License-Identifier: Apache-2.0
// Where the boxes and arrows of a drawing stand: laid out by Graphviz, which is told sizes alone and none of the texts.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "text/error.h"

namespace s1::report {

struct Point {
  double x = 0, y = 0;  // in pixels of the drawing, from its top left corner
};

struct Box {
  Point middle;
  double width = 0, height = 0;
};

struct LayoutInput {
  struct Node {
    double width = 0, height = 0;
    std::uint32_t group = 0;  // 0: none; else the number of a cluster that it is drawn in
  };
  struct Edge {
    std::uint32_t from = 0, to = 0;
    std::uint32_t label_letters = 0;  // room is left for a label of this length
  };
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<std::uint32_t> group_letters;  // of the title of each group, the first is group 1's
};

struct Layout {
  struct Arrow {
    std::vector<std::vector<Point>>
        curves;  // cubic Béziers: a first point, then three each; two where a label is between
    Point tip;
    Point label;  // its middle
  };
  double width = 0, height = 0;
  std::vector<Box> nodes;     // as in the input
  std::vector<Arrow> arrows;  // as in the input; without curves where there is nothing to draw
  std::vector<Box> groups;    // as in the input; of no width where it is empty
};

// Text in pixels, roughly: the fonts of the reader are not known.
inline constexpr double kLetterWidth = 7;
inline constexpr double kSmallLetterWidth = 6.2;

// A page shows this much of a drawing, in pixels. What would be wider is also laid out downwards, and the narrower one
// of both is taken.
inline constexpr double kReadableWidth = 1'150;

// Arrows lead to the right, or down. Codes: "graphviz-unavailable", "no-layout".
[[nodiscard]] Result<Layout> lay_out(const LayoutInput& input);

}  // namespace s1::report
