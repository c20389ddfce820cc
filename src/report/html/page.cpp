// SPDX-License-Identifier: Apache-2.0
#include "report/html/page.h"

#include <string>

#include "report/architecture.h"
#include "report/html/architecture_section.h"
#include "report/html/charts.h"
#include "report/html/document.h"
#include "report/html/findings.h"
#include "report/html/head.h"
#include "report/html/inventory_section.h"
#include "report/html/notes.h"
#include "report/html/parts.h"
#include "report/html/rules_section.h"
#include "report/html/statistics.h"
#include "report/html/summary.h"

namespace s1::report {
namespace {

using html::Markup;

// Links to the sections that are there.
Markup navigation(const engine::ScanResult& scan, const Architecture& architecture, const Document* work) {
  Markup out;
  out.add("<nav class=\"sections\" aria-label=\"Sections\"><ul>\n");
  const auto item = [&](bool is_there, std::string_view id, std::string_view title) {
    if (is_there) out.add("<li><a href=\"#{}\">{}</a></li>\n", id, title);
  };
  const bool has_architecture = !architecture.nodes.empty();
  item(work != nullptr && !work->gaps.empty(), "gaps", "Gaps");
  item(work != nullptr && has_architecture, "architecture", "Architecture");
  item(work != nullptr, "report", "Report");
  item(!scan.findings.empty(), "first", "What to do first");
  item(true, "findings", "Findings");
  item(work == nullptr && has_architecture, "architecture", "Architecture");
  item(work != nullptr && !work->views.empty(), "views", "By audience");
  item(work != nullptr, "evidence", "Evidence");
  item(work != nullptr && !work->unverified.empty(), "unverified", "Not verified");
  item(!scan.files.empty(), "inventory", "Inventory");
  item(!scan.findings.empty(), "rules", "Rules");
  item(!scan.diagnostics.empty(), "notes", "Notes");
  return out.add("</ul></nav>\n");
}

Markup footer(const Circumstances& circumstances) {
  Markup out;
  return out.add(
      "<footer><p>Made by s1-infra {} from the files alone: nothing was run, and no network was asked.</p></footer>\n",
      circumstances.version);
}

}  // namespace

void render_html(const engine::ScanResult& scan, const Circumstances& circumstances, const Document* work,
                 const TextSink& sink) {
  const html::Statistics statistics = html::statistics_of(scan, circumstances.offers);
  const Architecture graph = architecture(scan);
  const std::string_view base = circumstances.link_base;

  const std::string subject = work == nullptr ? html::verdict(scan, statistics) : html::title_of(*work);
  sink(html::head(subject + " – s1-infra", circumstances.version).text());
  sink(Markup().add("<a class=\"skip\" href=\"#main\">Skip to the content</a>\n").add(html::shapes()).text());
  sink(html::page_header(scan, statistics, work).text());
  sink(navigation(scan, graph, work).text());
  sink("<main id=\"main\" tabindex=\"-1\">\n");
  if (work != nullptr) {
    sink(html::gaps_section(*work).text());
    sink(html::architecture_section(graph, scan.model, base).text());
    sink(html::report_section(*work).text());
  }
  sink(html::overview(statistics).text());
  html::add_findings(scan, circumstances, statistics, sink);
  if (work == nullptr) {
    sink(html::architecture_section(graph, scan.model, base).text());
  } else {
    sink(html::views_section(*work, base).text());
    sink(html::evidence_section(*work, base).text());
    sink(html::unverified_section(*work).text());
  }
  html::add_inventory(scan, base, sink);
  html::add_rules(statistics, sink);
  html::add_notes(scan, base, sink);
  sink("</main>\n");
  sink(footer(circumstances).text());
  sink(html::tail().text());
}

}  // namespace s1::report
