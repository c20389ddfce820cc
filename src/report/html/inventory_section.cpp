// SPDX-License-Identifier: Apache-2.0
#include "report/html/inventory_section.h"

#include <algorithm>
#include <string>
#include <vector>

#include "report/html/json_cell.h"
#include "report/html/parts.h"
#include "report/inventory.h"

namespace s1::report::html {
namespace {

constexpr std::size_t kMostRows = 200;  // of each table

std::string_view title_of(std::string_view key) {
  constexpr std::pair<std::string_view, std::string_view> titles[] = {
      {"images", "Images"},
      {"services", "Services"},
      {"workloads", "Workloads"},
      {"pipelines", "Pipelines"},
      {"charts", "Charts"},
      {"applications", "Applications"},
      {"resources", "Resources"},
      {"secrets", "Secrets and configuration"},
      {"alerts", "Alerting and recording rules"},
      {"files", "Files"},
  };
  for (const auto& [name, title] : titles)
    if (name == key) return title;
  return key;
}

// "service_account" as people read it.
std::string words_of(std::string_view key) {
  std::string words(key);
  std::ranges::replace(words, '_', ' ');
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

// The fields that any of the rows has, the name first; where it is declared has a column of its own.
std::vector<std::string> columns_of(const std::vector<Json>& rows) {
  std::vector<std::string> columns;
  for (const Json& row : rows)
    for (const auto& [key, value] : row.items())
      if (key != "path" && key != "line" && std::ranges::find(columns, key) == columns.end()) columns.push_back(key);
  const auto name = std::ranges::find(columns, "name");
  if (name != columns.end()) std::rotate(columns.begin(), name, name + 1);
  return columns;
}

Markup table_row(const Json& row, const std::vector<std::string>& columns, std::string_view link_base) {
  Markup out;
  out.add("<tbody><tr>");
  for (const std::string& column : columns) {
    const auto value = row.find(column);
    out.add("<td>");
    if (value != row.end()) out.add(json_cell(*value, link_base));
    out.add("</td>");
  }
  const std::string_view path = text_of(row, "path");
  const std::uint32_t line = line_of(row);
  return out.add("<td class=\"place\" data-key=\"{}:{:08}\">{}</td></tr></tbody>\n", path, line,
                 place(link_base, path, line));
}

void add_section(const Section& section, std::string_view link_base, const TextSink& sink) {
  std::vector<Json> rows;
  for (std::size_t i = 0; i < std::min(section.size, kMostRows); ++i) rows.push_back(section.encode(i));
  const std::vector<std::string> columns = columns_of(rows);
  Markup out;
  out.add(
      "<details class=\"group\" id=\"inventory-{0}\" open>\n<summary><h3>{1}</h3> <span "
      "class=\"count\">{2}</span></summary>\n"
      "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"{1}\"><table class=\"sortable\">\n"
      "<caption class=\"unseen\">{1}</caption>\n<thead><tr>",
      section.key, title_of(section.key), section.size);
  for (const std::string& column : columns) out.add("<th scope=\"col\">{}</th>", words_of(column));
  out.add("<th scope=\"col\">{}</th></tr></thead>\n",
          std::string_view(section.key) == "files" ? "Path" : "Declared in");
  sink(out.text());
  for (const Json& row : rows) sink(table_row(row, columns, link_base).text());
  Markup end;
  end.add("</table></div>\n");
  if (rows.size() != section.size)
    end.add("<p class=\"note\">{} more are left out here; <code>--format json</code> has all.</p>\n",
            section.size - rows.size());
  sink(end.add("</details>\n").text());
}

}  // namespace

void add_inventory(const engine::ScanResult& scan, std::string_view link_base, const TextSink& sink) {
  if (scan.files.empty()) return;
  sink(section_begin("inventory", "Inventory").text());
  for (const Section& section : inventory_sections(scan))
    if (section.size != 0) add_section(section, link_base, sink);
  sink(section_end().text());
}

}  // namespace s1::report::html
