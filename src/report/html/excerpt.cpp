// SPDX-License-Identifier: Apache-2.0
#include "report/html/excerpt.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "engine/excerpt.h"
#include "text/scrub.h"
#include "text/utf8.h"

namespace s1::report::html {
namespace {

// The byte at which a 1-based column of code points begins; at most the text's length.
std::size_t byte_of(std::string_view text, std::uint32_t column) {
  std::size_t at = 0;
  for (; column > 1 && at < text.size(); --column) at += std::max<std::size_t>(1, utf8::decode(text.substr(at)).length);
  return at;
}

Markup lines(std::string_view text, bool is_new) {
  Markup out;
  while (true) {
    const std::size_t end = text.find('\n');
    if (is_new)
      out.add("<ins>+ {}</ins>\n", text.substr(0, end));
    else
      out.add("<del>- {}</del>\n", text.substr(0, end));
    if (end == std::string_view::npos || end + 1 == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

// Whether the excerpt is the whole line, as it is in the file.
bool is_whole_line(const engine::Finding& finding) {
  const std::string& line = finding.excerpt;
  return line.size() < engine::kExcerptBytes && line.find(kMasked) == std::string::npos &&
         line.find("\xEF\xBF\xBD") == std::string::npos;
}

// The finding's line before and after; nothing where an edit reaches beyond it.
std::optional<Markup> diff_of_line(const engine::Finding& finding, const fix::OfferedFix& fix) {
  const std::string& line = finding.excerpt;
  std::string after = line;
  for (auto edit = fix.edits.rbegin(); edit != fix.edits.rend(); ++edit) {
    if (edit->path != finding.path || edit->begin.line != finding.begin.line || edit->end.line != edit->begin.line)
      return std::nullopt;
    const std::size_t begin = byte_of(line, edit->begin.column);
    after.replace(begin, byte_of(line, edit->end.column) - begin, edit->text);
  }
  Markup out;
  return out.add(lines(line, false)).add(lines(after, true));
}

Markup diff_of_edit(const engine::Finding& finding, const fix::PlacedEdit& edit) {
  Markup out;
  const bool is_insertion = edit.begin.line == edit.end.line && edit.begin.column == edit.end.column;
  out.add("<span class=\"hunk\">{}:{}", edit.path, edit.begin.line);
  if (!is_insertion && edit.end.column > 1 && edit.end.line > edit.begin.line) out.add("-{}", edit.end.line);
  out.add("</span>\n");
  // What is known of the lines that change: the finding's own, up to the edit. The rest is an ellipsis.
  const bool is_known = edit.path == finding.path && edit.begin.line == finding.begin.line && is_whole_line(finding);
  std::string before = edit.begin.column == 1 ? "" : "… ";
  if (is_known) {
    before = finding.excerpt.substr(0, byte_of(finding.excerpt, edit.begin.column));
    if (!is_insertion) out.add(lines(finding.excerpt, false));
  }
  if (!is_insertion && (!is_known || edit.end.line > edit.begin.line + (edit.end.column == 1 ? 1U : 0U)))
    out.add(lines("…", false));
  if (!edit.text.empty() || edit.begin.column != 1 || edit.end.column != 1)
    out.add(lines(before + edit.text + (edit.end.column == 1 ? "" : " …"), true));
  return out;
}

}  // namespace

Markup excerpt(const engine::Finding& finding) {
  const std::string_view text = finding.excerpt;
  const std::size_t begin = byte_of(text, finding.excerpt_begin);
  const std::size_t end = std::max(begin, byte_of(text, finding.excerpt_end));
  Markup out;
  out.add(
      "<pre class=\"source\" tabindex=\"0\"><code><span class=\"number\">{}</span>{}<mark>{}</mark>{}</code></pre>\n",
      finding.begin.line, text.substr(0, begin), text.substr(begin, end - begin), text.substr(end));
  return out;
}

Markup diff(const engine::Finding& finding, const fix::OfferedFix& fix) {
  Markup out;
  out.add("<pre class=\"diff\" tabindex=\"0\"><code>");
  if (const std::optional<Markup> line = is_whole_line(finding) ? diff_of_line(finding, fix) : std::nullopt)
    out.add(*line);
  else
    for (const fix::PlacedEdit& edit : fix.edits) out.add(diff_of_edit(finding, edit));
  return out.add("</code></pre>\n");
}

}  // namespace s1::report::html
