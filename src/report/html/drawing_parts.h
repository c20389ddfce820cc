// SPDX-License-Identifier: Apache-2.0
// The words and shapes of a drawing, for the drawing itself and its legend.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "report/architecture.h"
#include "report/html/markup.h"

namespace s1::report::html {

[[nodiscard]] std::string_view name_of(NodeKind kind);
// "Deployment storefront": the name alone is often that of several parts.
[[nodiscard]] std::string full_name(const Node& node);
// "reaches", "builds": what an arrow means.
[[nodiscard]] std::string_view verb_of(EdgeKind kind);
// Whether requests or data go along it while things run; drawn solid, the others dashed.
[[nodiscard]] bool is_flow(EdgeKind kind);

// Each kind has a shape of its own, around the middle of its box.
[[nodiscard]] Markup outline(NodeKind kind, double width, double height);

// Scrubbed, and at most `most` code points long: a path or an image's name loses its beginning, anything else its end.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

// The shapes of the kinds that are drawn, and the two kinds of arrows.
[[nodiscard]] Markup legend(const Architecture& architecture);

}  // namespace s1::report::html
