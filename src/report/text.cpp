// SPDX-License-Identifier: Apache-2.0
#include "report/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include "report/counted.h"
#include "text/one_line.h"

namespace s1::report {
namespace {

using rules::Severity;

struct Style {
  explicit Style(bool color) : on(color) {}
  [[nodiscard]] std::string operator()(std::string_view code, std::string_view text) const {
    return on ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
  bool on;
};

constexpr std::string_view kBold = "1";
constexpr std::string_view kFaint = "2";

std::string_view color_of(Severity severity) {
  constexpr std::string_view codes[] = {"36", "34", "33", "31", "1;31"};  // cyan, blue, yellow, red, bold red
  return codes[static_cast<std::size_t>(severity)];
}

void add_finding(std::string& out, const engine::Finding& finding, const fix::Offer& offer, const Style& style) {
  const Severity severity = finding.severity();
  out += style(kBold,
               fmt::format("{}:{}:{}", path_at_line_begin(finding.path), finding.begin.line, finding.begin.column)) +
         ": ";
  out += style(color_of(severity), rules::name(severity)) + ": " + style(kBold, one_line(finding.message));
  out += " " + style(kFaint, fmt::format("[{}]", finding.rule->id)) + "\n";

  const std::string number = std::to_string(finding.begin.line);
  const std::string margin(std::max<std::size_t>(number.size(), 4), ' ');
  out += style(kFaint, fmt::format("{:>{}} | ", number, margin.size())) + finding.excerpt + "\n";
  const std::string carets(finding.excerpt_end - finding.excerpt_begin, '^');
  out += style(kFaint, margin + " | ") + std::string(finding.excerpt_begin - 1, ' ') +
         style(color_of(severity), carets) + "\n";
  for (const engine::RelatedPlace& place : finding.related)
    out += style(kFaint, margin + " = ") + fmt::format("{}:{}: {}\n", place.path, place.line, one_line(place.message));
  out += style(kFaint, margin + " = ") + "help: " + std::string(finding.rule->help) + "\n";
  if (offer.fix)
    out += style(kFaint, margin + " = ") +
           fmt::format("fix: {} ({})\n", offer.fix->description, rules::name(offer.fix->grade));
}

void add_diagnostic(std::string& out, const engine::Diagnostic& diagnostic, const Style& style) {
  std::string place = path_at_line_begin(diagnostic.path);
  if (diagnostic.line != 0) place += ":" + std::to_string(diagnostic.line);
  out += style(kBold, place) + ": " + style("35", "note") + ": " + one_line(diagnostic.message) + " " +
         style(kFaint, "[" + diagnostic.code + "]") + "\n";
  if (!diagnostic.hint.empty()) out += "     " + style(kFaint, "= ") + "help: " + one_line(diagnostic.hint) + "\n";
}

void add_fixed(std::string& out, const std::vector<engine::BaselineEntry>& fixed, const Style& style) {
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < std::min(fixed.size(), most); ++i)
    out += style(kBold, path_at_line_begin(fixed[i].path)) + ": " + style("32", "fixed") + ": " +
           one_line(fixed[i].message) + " " + style(kFaint, "[" + one_line(fixed[i].rule) + "]") + "\n";
  if (fixed.size() > most) out += fmt::format("     and {} more\n", fixed.size() - most);
  if (!fixed.empty()) out += "\n";
}

std::string summary_of(const engine::ScanResult& scan, double seconds, const Style& style) {
  std::array<std::size_t, 5> by_severity{};
  std::vector<std::string_view> paths;
  for (const engine::Finding& finding : scan.findings) {
    ++by_severity[static_cast<std::size_t>(finding.severity())];
    paths.push_back(finding.path);
  }
  std::ranges::sort(paths);
  const auto repeats = std::ranges::unique(paths);
  paths.erase(repeats.begin(), repeats.end());

  std::string out;
  if (scan.findings.empty()) {
    out = style("32", "No findings");
  } else {
    out = style(kBold, counted(scan.findings.size(), "finding"));
    std::string_view separator = " (";
    for (std::size_t i = by_severity.size(); i-- > 0;) {
      if (by_severity[i] == 0) continue;
      out += fmt::format("{}{} {}", separator, by_severity[i],
                         style(color_of(static_cast<Severity>(i)), rules::name(static_cast<Severity>(i))));
      separator = ", ";
    }
    out += fmt::format(") in {}", counted(paths.size(), "file"));
  }
  out += fmt::format("; {} looked at", counted(scan.files.size(), "infrastructure file"));
  if (scan.suppressed != 0) out += fmt::format("; {} suppressed", scan.suppressed);
  if (scan.baselined != 0) out += fmt::format("; {} in the baseline", scan.baselined);
  if (scan.unchanged != 0) out += fmt::format("; {} on unchanged lines", scan.unchanged);
  if (!scan.fixed.empty()) out += "; " + style("32", fmt::format("{} of the baseline fixed", scan.fixed.size()));
  if (!scan.diagnostics.empty()) out += "; " + counted(scan.diagnostics.size(), "note");
  if (!scan.complete) out += "; " + style("31", "incomplete");
  return out + fmt::format(". {:.2f} s\n", seconds);
}

}  // namespace

std::string finding_text(const engine::Finding& finding, const fix::Offer& offer) {
  std::string out;
  add_finding(out, finding, offer, Style(false));
  return out;
}

void render_text(const engine::ScanResult& scan, const TextOptions& options, const TextSink& sink) {
  const Style style(options.color);
  const fix::Offer none;
  std::string out;
  for (std::size_t i = 0; i < scan.findings.size(); ++i) {
    out.clear();
    add_finding(out, scan.findings[i], options.offers.empty() ? none : options.offers[i], style);
    sink(out += '\n');
  }
  for (const engine::Diagnostic& diagnostic : scan.diagnostics) {
    out.clear();
    add_diagnostic(out, diagnostic, style);
    sink(out);
  }
  out.clear();
  if (!scan.diagnostics.empty()) out += "\n";
  add_fixed(out, scan.fixed, style);
  sink(out + summary_of(scan, options.seconds, style));
}

}  // namespace s1::report
