// SPDX-License-Identifier: Apache-2.0
#include "report/html/notes.h"

#include <algorithm>

#include "report/html/parts.h"

namespace s1::report::html {
namespace {

constexpr std::size_t kMostNotes = 1'000;

}  // namespace

void add_notes(const engine::ScanResult& scan, std::string_view link_base, const TextSink& sink) {
  if (scan.diagnostics.empty()) return;
  Markup out = section_begin("notes", "Notes", scan.diagnostics.size());
  out.add("<p class=\"lead\">What could not be read or judged.</p>\n");
  out.add(
      "<div class=\"table\"><table class=\"sortable\">\n<caption class=\"unseen\">Notes</caption>\n<thead><tr>"
      "<th scope=\"col\">Place</th><th scope=\"col\">Note</th><th scope=\"col\">Code</th></tr></thead>\n");
  const std::size_t shown = std::min(scan.diagnostics.size(), kMostNotes);
  for (std::size_t i = 0; i < shown; ++i) {
    const engine::Diagnostic& note = scan.diagnostics[i];
    out.add("<tbody><tr><td class=\"place\" data-key=\"{}:{:08}\">{}</td><td>{}", note.path, note.line,
            place(link_base, note.path, note.line), note.message);
    if (!note.hint.empty()) out.add(" <span class=\"aside\">{}</span>", note.hint);
    out.add("</td><td><code>{}</code></td></tr></tbody>\n", note.code);
  }
  out.add("</table></div>\n");
  if (shown != scan.diagnostics.size())
    out.add("<p class=\"note\">{} more are left out here.</p>\n", scan.diagnostics.size() - shown);
  sink(out.add(section_end()).text());
}

}  // namespace s1::report::html
