// SPDX-License-Identifier: Apache-2.0
#include "facts/table.h"

namespace s1::facts {

std::vector<std::string_view> split(std::string_view cell, char separator) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const std::size_t end = cell.find(separator);
    parts.push_back(cell.substr(0, end));
    if (end == std::string_view::npos) break;
    cell.remove_prefix(end + 1);
  }
  return parts;
}

std::vector<Row> read_table(std::string_view text) {
  std::vector<Row> rows;
  bool past_header = false;
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    if (past_header) rows.emplace_back(split(line, '\t'));
    past_header = true;
  }
  return rows;
}

}  // namespace s1::facts
