// SPDX-License-Identifier: Apache-2.0
#include "report/html/charts.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "report/html/parts.h"

namespace s1::report::html {
namespace {

constexpr std::size_t kMostBars = 6;
constexpr double kWidth = 100;
constexpr double kGap = 0.6;  // between the parts of a bar, so that they are told apart without their colours

// The parts of a bar, worst first; `most` is the count of a bar of full width.
Markup bar(const Counts& counts, std::size_t most) {
  Markup out;
  out.add("<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
  double at = 0;
  for (const rules::Severity severity : kWorstFirst) {
    const std::size_t count = counts[static_cast<std::size_t>(severity)];
    if (count == 0) continue;
    const double width = kWidth * static_cast<double>(count) / static_cast<double>(most);
    out.add("<rect class=\"{}\" x=\"{:.2f}\" width=\"{:.2f}\" height=\"10\"/>", rules::name(severity), at,
            std::max(width - kGap, 0.5));
    at += width;
  }
  return out.add("</svg>");
}

// "2 critical, 1 low"
std::string in_words(const Counts& counts) {
  std::string words;
  for (const rules::Severity severity : kWorstFirst)
    if (const std::size_t count = counts[static_cast<std::size_t>(severity)]; count != 0)
      words += (words.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(rules::name(severity));
  return words;
}

Markup chart_of_severities(const Counts& counts) {
  Markup out;
  const std::size_t most = std::max<std::size_t>(1, *std::ranges::max_element(counts));
  out.add("<table class=\"chart\">\n<caption>By severity</caption>\n<tbody>\n");
  for (const rules::Severity severity : kWorstFirst) {
    const auto at = static_cast<std::size_t>(severity);
    Counts one{};
    one[at] = counts[at];
    out.add("<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"number\">{}</td></tr>\n", severity_badge(severity),
            bar(one, most), counts[at]);
  }
  return out.add("</tbody>\n</table>\n");
}

Markup chart_of(const std::vector<Tally>& tallies, std::string_view title, bool is_code) {
  Markup out;
  const std::size_t shown = std::min(tallies.size(), kMostBars);
  std::size_t most = 1;
  for (std::size_t i = 0; i < shown; ++i) most = std::max(most, total(tallies[i].counts));
  out.add("<table class=\"chart{}\">\n<caption>{}</caption>\n<tbody>\n", is_code ? " long" : "", title);
  for (std::size_t i = 0; i < shown; ++i) {
    Markup name;
    if (is_code)
      name.add("<code>{}</code>", tallies[i].name);
    else
      name.add("{}", tallies[i].name);
    out.add(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"number\">{}<span class=\"unseen\">: {}</span></td></tr>\n",
        name, bar(tallies[i].counts, most), total(tallies[i].counts), in_words(tallies[i].counts));
  }
  if (shown != tallies.size())
    out.add("<tr><td colspan=\"3\" class=\"aside\">and {} more</td></tr>\n", tallies.size() - shown);
  return out.add("</tbody>\n</table>\n");
}

}  // namespace

Markup charts(const Statistics& statistics) {
  Markup out = section_begin("charts", "At a glance");
  out.add(chart_of_severities(statistics.counts));
  out.add(chart_of(statistics.platforms, "By platform", false));
  out.add(chart_of(statistics.files, "By file, worst first", true));
  return out.add(section_end());
}

}  // namespace s1::report::html
