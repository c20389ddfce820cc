// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/specialist_markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "facts/secret_patterns.h"
#include "report/markdown_text.h"
#include "report/specialist/fields.h"
#include "report/specialist/mermaid.h"

namespace s1::report {
namespace {

// "files_created" as "Files created".
std::string title_of(std::string_view name) {
  std::string title(name);
  std::ranges::replace(title, '_', ' ');
  title.front() = static_cast<char>(title.front() - 32);
  return title == "Ci cd" ? "CI/CD" : title;
}

std::string text_of(std::string_view text) {
  return prose(facts::scrub(text));
}

std::string place_of(const Evidence& each) {
  if (each.path.empty()) return {};
  return " (" + code_span(facts::scrub(each.path) + (each.line == 0 ? "" : ":" + std::to_string(each.line))) + ")";
}

std::string more(std::size_t all, std::size_t items) {
  return all > items ? fmt::format("- and {} more\n", all - items) : std::string();
}

// A long text is read more easily as a list of its sentences, or of its parts between semicolons.
std::string body(const std::string& text, std::size_t) {
  constexpr std::size_t kLong = 160;
  if (text.size() < kLong) return text_of(text) + "\n\n";
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min({rest.find(". "), rest.find("; "), rest.size() - 1});
    const std::size_t shown = rest[end] == ';' ? end : end + 1;
    out += "- " + text_of(rest.substr(0, shown)) + "\n";
    rest.remove_prefix(std::min(rest.size(), end + 2));
  }
  return out + "\n";
}

std::string body(const std::vector<std::string>& list, std::size_t items) {
  std::string out;
  for (std::size_t i = 0; i < std::min(list.size(), items); ++i) out += "- " + text_of(list[i]) + "\n";
  return out + more(list.size(), items) + "\n";
}

std::string fields(const SpecialistReport& report, const std::string& drawing, std::size_t items) {
  std::string out, part;
  visit_fields(report, [&](std::string_view path, const auto& field) {
    const std::size_t dot = path.find('.');
    if (path.substr(0, dot) != part) {
      part = path.substr(0, dot);
      out += "## " + title_of(part) + "\n\n";
      if (part == "architecture" && !drawing.empty()) out += "```mermaid\n" + drawing + "```\n\n";
    }
    out += "**" + title_of(path.substr(dot + 1)) + "**" + (field.empty() ? ": nothing\n\n" : "\n\n");
    if (!field.empty()) out += body(field, items);
  });
  return out;
}

std::string views(const Document& document, std::size_t items) {
  std::string out, audience;
  for (const ViewSection& section : document.views) {
    if (section.audience != audience) {
      audience = section.audience;
      out += fmt::format("## For {}\n\n", audience == "backend"    ? "the backend specialist"
                                          : audience == "database" ? "the database specialist"
                                          : audience == "reviewer" ? "the reviewer"
                                                                   : "operations");
    }
    out += "**" + section.title + "**\n\n";
    for (std::size_t i = 0; i < std::min(section.claims.size(), items); ++i)
      out += "- " + text_of(section.claims[i].claim) + place_of(section.claims[i]) + "\n";
    if (section.claims.empty()) out += "- " + section.none + "\n";
    out += more(section.claims.size(), items) + "\n";
  }
  return out;
}

std::string gaps(const Document& document, std::size_t items) {
  if (document.gaps.empty()) return {};
  std::string out = "## Gaps\n\n";
  for (std::size_t i = 0; i < std::min(document.gaps.size(), items); ++i) {
    const Gap& gap = document.gaps[i];
    out += fmt::format("- {} {}\\\n  {}\n", code_span(gap.field), text_of(gap.why), text_of(gap.how_to_close));
  }
  return out + more(document.gaps.size(), items) + "\n";
}

std::string unverified(const Document& document, std::size_t items) {
  if (document.unverified.empty()) return {};
  std::string out = "## Said, and shown by no file\n\n";
  for (std::size_t i = 0; i < std::min(document.unverified.size(), items); ++i)
    out += fmt::format("- {} {}\n", code_span(document.unverified[i].field), text_of(document.unverified[i].claim));
  return out + more(document.unverified.size(), items) + "\n";
}

std::string evidence(const Document& document, std::size_t items) {
  std::string out = "## Evidence\n\n";
  std::string_view field;
  std::size_t of_field = 0, left = 0;
  for (const Evidence& each : document.evidence) {
    if (each.field == "view" || each.field.starts_with("implementation.files_")) continue;
    of_field = each.field == field ? of_field + 1 : 1;
    if (of_field > items) {
      ++left;
      continue;
    }
    if (each.field != field) out += fmt::format("\n**{}**\n\n", each.field);
    field = each.field;
    out += "- " + text_of(each.claim) + place_of(each) + "\n";
  }
  if (field.empty()) return {};
  return out + (left == 0 ? std::string() : fmt::format("\n{} more left out here.\n", left));
}

}  // namespace

std::string document_to_markdown(const Document& document, const Architecture& architecture, std::size_t items) {
  std::string out = fmt::format("# Infrastructure report: {}\n\n", name(document.report.status));
  if (!document.task.empty()) out += "Task: " + text_of(document.task) + "\n\n";
  if (!document.base.empty()) out += "Changes are told against " + text_of(document.base) + ".\n\n";
  // The gaps say why the status is what it is, so they come before what is there.
  return out + gaps(document, items) + fields(document.report, mermaid(architecture), items) + views(document, items) +
         unverified(document, items) + evidence(document, items);
}

}  // namespace s1::report
