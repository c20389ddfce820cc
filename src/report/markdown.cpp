// SPDX-License-Identifier: Apache-2.0
#include "report/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "report/counted.h"
#include "report/markdown_text.h"
#include "report/uri.h"

namespace s1::report {
namespace {

using rules::Severity;

// Room that findings leave for the notes, and both leave for the lines that say what was left out.
constexpr std::size_t kForNotes = 4'096;
constexpr std::size_t kForEnd = 256;
// More of a message is of no use in a list.
constexpr std::size_t kMessageBytes = 1'000;
constexpr std::size_t kRelated = 3;

constexpr Severity kWorstFirst[] = {Severity::critical, Severity::high, Severity::medium, Severity::low,
                                    Severity::info};

std::string capitalised(std::string_view word) {
  std::string result(word);
  result.front() = static_cast<char>(result.front() - 'a' + 'A');
  return result;
}

std::string sentence(std::string_view text) {
  if (text.size() <= kMessageBytes) return prose(text);
  std::size_t end = kMessageBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return prose(text.substr(0, end)) + " …";
}

// Line 0 is the file as a whole.
std::string link(std::string_view base, std::string_view path, std::uint32_t line, std::uint32_t end_line) {
  std::string place(path);
  std::string target = std::string(base) + path_uri(path);
  if (line != 0) {
    place += fmt::format(":{}", line);
    target += fmt::format("#L{}", line);
    if (end_line > line) target += fmt::format("-L{}", end_line);
  }
  return fmt::format("[{}]({})", code_span(place), target);
}

std::string finding_item(const engine::Finding& finding, std::string_view base) {
  std::string item =
      fmt::format("- {} {} ({})\\\n  {}\n", link(base, finding.path, finding.begin.line, finding.end.line),
                  sentence(finding.message), code_span(finding.rule->id), prose(finding.rule->help));
  for (std::size_t i = 0; i < std::min(finding.related.size(), kRelated); ++i) {
    const engine::RelatedPlace& place = finding.related[i];
    item += fmt::format("  - {} {}\n", link(base, place.path, place.line, place.line), sentence(place.message));
  }
  return item;
}

std::string diagnostic_item(const engine::Diagnostic& diagnostic, std::string_view base) {
  std::string item = fmt::format("- {} {} ({})", link(base, diagnostic.path, diagnostic.line, diagnostic.line),
                                 sentence(diagnostic.message), code_span(diagnostic.code));
  if (!diagnostic.hint.empty()) item += "\\\n  " + sentence(diagnostic.hint);
  return item + "\n";
}

std::array<std::size_t, 5> counts_of(const engine::ScanResult& scan) {
  std::array<std::size_t, 5> counts{};
  for (const engine::Finding& finding : scan.findings) ++counts[static_cast<std::size_t>(finding.severity())];
  return counts;
}

std::string head(const engine::ScanResult& scan, const std::array<std::size_t, 5>& counts) {
  std::string out = fmt::format("## s1-infra: {}\n\n",
                                scan.findings.empty() ? "no findings" : counted(scan.findings.size(), "finding"));
  if (!scan.findings.empty()) {
    out += "| severity | findings |\n|---|---:|\n";
    for (const Severity severity : kWorstFirst)
      if (const std::size_t count = counts[static_cast<std::size_t>(severity)]; count != 0)
        out += fmt::format("| {} | {} |\n", rules::name(severity), count);
    out += '\n';
  }
  out += counted(scan.files.size(), "infrastructure file") + " looked at";
  if (scan.suppressed != 0) out += fmt::format("; {} suppressed", scan.suppressed);
  if (!scan.diagnostics.empty()) out += "; " + counted(scan.diagnostics.size(), "note");
  if (!scan.complete) out += "; **the scan is incomplete**";
  return out + ".\n";
}

}  // namespace

void render_markdown(const engine::ScanResult& scan, std::string_view link_base, const TextSink& sink) {
  const std::array<std::size_t, 5> counts = counts_of(scan);
  std::string out = head(scan, counts);
  const std::size_t for_notes = scan.diagnostics.empty() ? 0 : kForNotes;

  std::size_t shown = 0;
  for (; shown < scan.findings.size(); ++shown) {
    const Severity severity = scan.findings[shown].severity();
    std::string item;
    if (shown == 0 || scan.findings[shown - 1].severity() != severity)
      item = fmt::format("\n### {} ({})\n\n", capitalised(rules::name(severity)),
                         counts[static_cast<std::size_t>(severity)]);
    item += finding_item(scan.findings[shown], link_base);
    if (out.size() + item.size() > kCommentBytes - kForEnd - for_notes) break;
    out += item;
  }
  if (const std::size_t left = scan.findings.size() - shown; left != 0)
    out += fmt::format("\n{} left out here, the least severe: a comment holds no more.\n", counted(left, "finding"));

  if (!scan.diagnostics.empty()) out += "\n### Notes\n\n";
  std::size_t noted = 0;
  for (; noted < scan.diagnostics.size(); ++noted) {
    const std::string item = diagnostic_item(scan.diagnostics[noted], link_base);
    if (out.size() + item.size() > kCommentBytes - kForEnd) break;
    out += item;
  }
  if (const std::size_t left = scan.diagnostics.size() - noted; left != 0)
    out += fmt::format("\n{} left out here.\n", counted(left, "note"));
  sink(out);  // it is short
}

}  // namespace s1::report
