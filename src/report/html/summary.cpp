// SPDX-License-Identifier: Apache-2.0
#include "report/html/summary.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "facts/secret_patterns.h"
#include "report/counted.h"
#include "report/html/charts.h"
#include "report/html/document.h"
#include "report/html/page.h"
#include "report/html/parts.h"
#include "report/html/prose.h"

namespace s1::report::html {
namespace {

constexpr std::size_t kFirstConcerns = 5;

Markup tiles(const Statistics& statistics) {
  Markup out;
  out.add("<ul class=\"tiles\" aria-label=\"Findings by severity\">\n");
  for (const rules::Severity severity : kWorstFirst) {
    const std::size_t count = statistics.counts[static_cast<std::size_t>(severity)];
    out.add(
        "<li class=\"tile {0}\"><svg class=\"shape\" aria-hidden=\"true\"><use href=\"#shape-{0}\"/></svg>"
        "<b>{1}</b> <span>{0}</span></li>\n",
        rules::name(severity), count);
  }
  return out.add("</ul>\n");
}

// "all of them safe", "2 of them safe"
std::string how_many_safe(const Statistics& statistics) {
  const std::size_t safe = statistics.safely_fixable;
  if (statistics.fixable == 1) return safe == 1 ? "a safe one" : "to be looked at first";
  if (safe == statistics.fixable) return "all of them safe";
  return (safe == 0 ? "none" : std::to_string(safe)) + " of them safe";
}

Markup scope(const engine::ScanResult& scan, const Statistics& statistics) {
  Markup out;
  out.add("<p class=\"scope\">{} checked", counted(scan.files.size(), "infrastructure file"));
  if (!statistics.files.empty()) out.add(", findings in {}", counted(statistics.files.size(), "file"));
  if (statistics.fixable != 0)
    out.add(". <strong>{} a proven fix</strong>, {}",
            counted(statistics.fixable, "finding") + (statistics.fixable == 1 ? " has" : " have"),
            how_many_safe(statistics));
  if (scan.suppressed != 0) out.add(". {} suppressed", scan.suppressed);
  if (scan.baselined != 0) out.add(". {} in the baseline", scan.baselined);
  if (scan.unchanged != 0) out.add(". {} on unchanged lines left out", scan.unchanged);
  if (!scan.fixed.empty()) out.add(". {} of the baseline fixed", scan.fixed.size());
  out.add(".");
  if (!scan.diagnostics.empty())
    out.add(" <a href=\"#notes\">{}</a> on what could not be read or judged.",
            counted(scan.diagnostics.size(), "note"));
  out.add("</p>\n");
  if (!scan.complete)
    out.add(
        "<p class=\"warning\"><strong>Incomplete.</strong> The scan was cut short: what is missing here may be "
        "there all the same.</p>\n");
  return out;
}

}  // namespace

std::string verdict(const engine::ScanResult& scan, const Statistics& statistics) {
  const auto count = [&](rules::Severity severity) { return statistics.counts[static_cast<std::size_t>(severity)]; };
  std::string worst;
  for (const rules::Severity severity : {rules::Severity::critical, rules::Severity::high})
    if (count(severity) != 0)
      worst +=
          (worst.empty() ? "" : " and ") + std::to_string(count(severity)) + " " + std::string(rules::name(severity));
  const std::size_t all = total(statistics.counts);
  if (all == 0) return scan.files.empty() ? "No infrastructure files found" : "No findings";
  if (worst.empty()) return counted(all, "finding") + ", none critical or high";
  const std::size_t bad = count(rules::Severity::critical) + count(rules::Severity::high);
  if (all == 1 || (bad == all && worst.find(" and ") == std::string::npos))
    return worst + (all == 1 ? " finding" : " findings");
  return counted(all, "finding") + ", " + worst;
}

Markup page_header(const engine::ScanResult& scan, const Statistics& statistics, const Document* work) {
  Markup out;
  out.add(
      "<header class=\"top\">\n<div class=\"bar\"><p class=\"brand\"><b>s1-infra</b> {}</p>"
      "<button type=\"button\" id=\"theme\" hidden>Dark</button></div>\n",
      work == nullptr ? "infrastructure scan" : "infrastructure report");
  if (work == nullptr)
    out.add("<h1>{}</h1>\n", verdict(scan, statistics));
  else
    out.add(document_header(*work)).add("<p class=\"verdict\">{}</p>\n", verdict(scan, statistics));
  out.add(tiles(statistics)).add(scope(scan, statistics));
  return out.add("</header>\n");
}

Markup overview(const Statistics& statistics) {
  Markup out;
  if (statistics.concerns.empty()) return out;
  out.add("<div class=\"overview\">\n").add(section_begin("first", "What to do first"));
  out.add("<ol class=\"concerns\">\n");
  for (std::size_t i = 0; i < std::min(statistics.concerns.size(), kFirstConcerns); ++i) {
    const Concern& concern = statistics.concerns[i];
    const engine::Finding& finding = *concern.first;
    out.add("<li>{}<div><p class=\"what\">{}</p><p class=\"where\">", severity_badge(finding.severity()),
            phrase(finding.rule->help));
    if (concern.position < kMostListedFindings)
      out.add("<a href=\"#f{}\">{}</a>", concern.position + 1, place({}, finding.path, finding.begin.line));
    else
      out.add("{}", place({}, finding.path, finding.begin.line));
    if (concern.count > 1) out.add(" and {} more", counted(concern.count - 1, "place"));
    out.add(" · <a href=\"#rule-{0}\">{0}</a></p></div></li>\n", finding.rule->id);
  }
  return out.add("</ol>\n").add(section_end()).add(charts(statistics)).add("</div>\n");
}

}  // namespace s1::report::html
