// SPDX-License-Identifier: Apache-2.0
#include "report/html/architecture_section.h"

#include <algorithm>
#include <string>

#include "facts/secret_patterns.h"
#include "report/counted.h"
#include "report/html/drawing.h"
#include "report/html/drawing_parts.h"
#include "report/html/parts.h"

namespace s1::report::html {
namespace {

constexpr std::size_t kMostRows = 300;

Markup where(const model::Place& at, const model::InfraModel& model, std::string_view link_base) {
  return at.file < model.paths.size() ? place(link_base, model.paths[at.file], at.line) : Markup();
}

// "Deployment"; an image is told by where it is built, "image of web/Dockerfile".
std::string kind_of(const Node& node) {
  return facts::scrub(node.what.empty() || node.kind == NodeKind::image ? name_of(node.kind) : node.what);
}

Markup parts_table(const Architecture& architecture, const model::InfraModel& model, std::string_view link_base) {
  Markup out;
  out.add(
      "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Parts\"><table "
      "class=\"sortable\">\n<caption>Parts</caption>\n<thead><tr><th scope=\"col\">Name</th>"
      "<th scope=\"col\">Kind</th><th scope=\"col\">Detail</th><th scope=\"col\">In</th>"
      "<th scope=\"col\">Declared in</th></tr></thead>\n");
  const std::size_t shown = std::min(architecture.nodes.size(), kMostRows);
  for (std::size_t i = 0; i < shown; ++i) {
    const Node& node = architecture.nodes[i];
    out.add("<tbody><tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"place\">{}</td></tr></tbody>\n",
            facts::scrub(node.label), kind_of(node), facts::scrub(node.detail), facts::scrub(node.group),
            where(node.place, model, link_base));
  }
  out.add("</table></div>\n");
  if (shown != architecture.nodes.size())
    out.add("<p class=\"note\">{} more are left out here.</p>\n", architecture.nodes.size() - shown);
  return out;
}

Markup links_table(const Architecture& architecture, const model::InfraModel& model, std::string_view link_base) {
  Markup out;
  if (architecture.edges.empty()) return out;
  out.add(
      "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Links\"><table "
      "class=\"sortable\">\n<caption>Links</caption>\n<thead><tr><th scope=\"col\">From</th>"
      "<th scope=\"col\">Link</th><th scope=\"col\">To</th><th scope=\"col\">By</th>"
      "<th scope=\"col\">Declared in</th></tr></thead>\n");
  const std::size_t shown = std::min(architecture.edges.size(), kMostRows);
  for (std::size_t i = 0; i < shown; ++i) {
    const Edge& edge = architecture.edges[i];
    if (std::max(edge.from, edge.to) >= architecture.nodes.size()) continue;
    out.add("<tbody><tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"place\">{}</td></tr></tbody>\n",
            full_name(architecture.nodes[edge.from]), verb_of(edge.kind), full_name(architecture.nodes[edge.to]),
            facts::scrub(edge.label), where(edge.place, model, link_base));
  }
  out.add("</table></div>\n");
  if (shown != architecture.edges.size())
    out.add("<p class=\"note\">{} more are left out here.</p>\n", architecture.edges.size() - shown);
  return out;
}

}  // namespace

Markup architecture_section(const Architecture& architecture, const model::InfraModel& model,
                            std::string_view link_base) {
  Markup out;
  if (architecture.nodes.empty()) return out;
  out.add(section_begin("architecture", "Architecture"));
  const Selection selection = select_for_drawing(architecture);
  const Result<Markup> drawn = drawing(architecture, selection);
  if (drawn) {
    out.add("<figure class=\"table\" tabindex=\"0\" aria-label=\"Drawing of the architecture\">\n{}</figure>\n",
            *drawn);
    out.add(legend(architecture));
    if (selection.nodes.size() != architecture.nodes.size())
      out.add("<p class=\"note\">Drawn are the {} parts that hang together most; {} more are in the list alone.</p>\n",
              selection.nodes.size(), architecture.nodes.size() - selection.nodes.size());
  } else {
    out.add("<p class=\"note\">No drawing: {}</p>\n", describe(drawn.error()));
  }
  out.add("<details class=\"group\" open>\n<summary><h3>As a list</h3> <span class=\"count\">{}, {}</span></summary>\n",
          counted(architecture.nodes.size(), "part"), counted(architecture.edges.size(), "link"));
  out.add(parts_table(architecture, model, link_base)).add(links_table(architecture, model, link_base));
  return out.add("</details>\n").add(section_end());
}

}  // namespace s1::report::html
