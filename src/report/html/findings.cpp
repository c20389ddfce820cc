// SPDX-License-Identifier: Apache-2.0
#include "report/html/findings.h"

#include <algorithm>
#include <string_view>

#include "report/counted.h"
#include "report/html/excerpt.h"
#include "report/html/page.h"
#include "report/html/parts.h"
#include "report/html/prose.h"

namespace s1::report::html {
namespace {

// Of one finding.
constexpr std::size_t kRelated = 10;

// Shown by the script alone: without it they would do nothing.
Markup controls(const Statistics& statistics, std::size_t listed) {
  Markup out;
  out.add(R"(<form class="controls" id="filter" hidden role="search" aria-label="Filter the findings">
<label class="search">Search <input type="search" id="filter-text" placeholder="text, path or rule" autocomplete="off" spellcheck="false"></label>
<label>Platform <select id="filter-platform"><option value="">all</option>)");
  for (const Tally& platform : statistics.platforms) out.add("<option>{}</option>", platform.name);
  out.add("</select></label>\n<fieldset><legend>Severity</legend>");
  for (const rules::Severity severity : kWorstFirst) {
    if (statistics.counts[static_cast<std::size_t>(severity)] == 0) continue;
    out.add("<label class=\"check\"><input type=\"checkbox\" name=\"severity\" value=\"{}\" checked>{}</label>",
            rules::name(severity), severity_badge(severity));
  }
  out.add("</fieldset>\n");
  if (statistics.fixable != 0)
    out.add("<label class=\"check\"><input type=\"checkbox\" id=\"filter-fix\">with a fix</label>\n");
  out.add("<button type=\"button\" id=\"expand\" aria-pressed=\"false\">Show all details</button>\n");
  out.add("<output id=\"filter-count\" role=\"status\">{} of {} shown</output>\n</form>\n", listed, listed);
  return out;
}

Markup related(const engine::Finding& finding, std::string_view base) {
  Markup out;
  if (finding.related.empty()) return out;
  out.add("<ul class=\"related\">\n");
  const std::size_t shown = std::min(finding.related.size(), kRelated);
  for (std::size_t i = 0; i < shown; ++i)
    out.add("<li>{} {}</li>\n", place(base, finding.related[i].path, finding.related[i].line),
            finding.related[i].message);
  if (shown != finding.related.size()) out.add("<li>and {} more</li>\n", finding.related.size() - shown);
  return out.add("</ul>\n");
}

Markup fix_of(const engine::Finding& finding, const fix::Offer& offer) {
  Markup out;
  if (!offer.fix) return out;
  const fix::OfferedFix& fix = *offer.fix;
  out.add("<p class=\"fix\"><strong>Proven fix</strong> <span class=\"grade\">{}</span> {}", rules::name(fix.grade),
          fix.description);
  if (fix.redacted) out.add(" <span class=\"aside\">(not shown: it would show a secret)</span>");
  out.add("</p>\n");
  if (!fix.redacted && !fix.edits.empty()) out.add(diff(finding, fix));
  return out;
}

Markup facts_of(const engine::Finding& finding) {
  Markup facts;
  if (!finding.resource.empty()) facts.add("In <code>{}</code>. ", finding.resource);
  if (finding.confidence != rules::Confidence::high) facts.add("Confidence {}. ", rules::name(finding.confidence));
  if (!finding.aliases.empty()) facts.add("Also known as ").add(codes(finding.aliases)).add(".");
  Markup out;
  return facts.empty() ? out : out.add("<p class=\"aside\">{}</p>\n", facts);
}

Markup row(const engine::Finding& finding, const fix::Offer& offer, std::size_t position, std::string_view base) {
  const rules::Rule& rule = *finding.rule;
  Markup out;
  out.add("<tbody class=\"finding\" id=\"f{}\" data-severity=\"{}\" data-platform=\"{}\"", position + 1,
          rules::name(finding.severity()), rules::platform(rule));
  if (offer.fix) out.add(" data-fix");
  out.add(">\n<tr><td data-key=\"{}\">{}</td>", static_cast<int>(finding.severity()),
          severity_badge(finding.severity()));
  out.add("<th scope=\"row\" class=\"message\">{}</th>", finding.message);
  out.add("<td class=\"rule\"><a href=\"#rule-{0}\">{0}</a></td>", rule.id);
  out.add("<td class=\"place\" data-key=\"{}:{:08}\">{}</td></tr>\n", finding.path, finding.begin.line,
          place(base, finding.path, finding.begin.line));
  out.add("<tr class=\"details\"><td colspan=\"4\">{}", excerpt(finding));
  out.add("<p class=\"help\"><strong>What to do</strong> {}</p>\n", phrase(rule.help));
  out.add(related(finding, base)).add(fix_of(finding, offer)).add(facts_of(finding));
  return out.add("</td></tr>\n</tbody>\n");
}

}  // namespace

void add_findings(const engine::ScanResult& scan, const Circumstances& circumstances, const Statistics& statistics,
                  const TextSink& sink) {
  Markup out = section_begin("findings", "Findings", scan.findings.size());
  const std::size_t listed = std::min(scan.findings.size(), kMostListedFindings);
  if (listed == 0) {
    out.add("<p class=\"none\">{}</p>\n",
            scan.files.empty() ? "Nothing was checked: no file here is one that s1-infra knows." : "No findings.");
    out.add(section_end());
    return sink(out.text());
  }
  if (listed != scan.findings.size())
    out.add(
        "<p class=\"note\">The {} worst of {} are listed; the charts count all. For the rest scan a part, or use "
        "<code>--format json</code>.</p>\n",
        listed, scan.findings.size());
  out.add(controls(statistics, listed));
  out.add(R"(<div class="table"><table class="findings sortable" id="finding-list">
<caption class="unseen">Findings, worst first</caption>
<thead><tr><th scope="col" aria-sort="descending">Severity</th><th scope="col">Finding</th><th scope="col">Rule</th><th scope="col">Place</th></tr></thead>
)");
  sink(out.text());
  const fix::Offer none;
  for (std::size_t i = 0; i < listed; ++i)
    sink(row(scan.findings[i], i < circumstances.offers.size() ? circumstances.offers[i] : none, i,
             circumstances.link_base)
             .text());
  sink("</table></div>\n<p class=\"none\" id=\"filter-none\" hidden>No finding matches the filter.</p>\n</section>\n");
}

}  // namespace s1::report::html
