// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/block_text.h"

#include <algorithm>
#include <vector>

namespace s1::yaml {
namespace {

constexpr std::uint32_t kMostIncrement = 9;  // the indentation indicator is one digit

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

// The lines of the text; a line feed at its end begins no further one.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::size_t breaks_at_end(std::string_view text) {
  return text.size() - (text.find_last_not_of('\n') + 1);
}

// A reader takes the indentation from the first line that is not empty, so blanks before it have to be told from it.
bool needs_indicator(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\n');
  return text[first] == ' ' || text[first] == '\t';
}

std::uint32_t column_of_lines(const ScalarPlace& place, bool indicator) {
  const auto base = static_cast<std::uint32_t>(std::max(place.parent_column, 0));
  return indicator && place.column > base + kMostIncrement ? base + 2 : place.column;
}

ScalarText with_header(char sign, std::string_view text, const ScalarPlace& place, bool indicator) {
  ScalarText result;
  result.head = sign;
  if (indicator) {
    const auto base = static_cast<std::uint32_t>(std::max(place.parent_column, 0));
    result.head += static_cast<char>('0' + (column_of_lines(place, true) - base));
  }
  const std::size_t breaks = breaks_at_end(text);
  if (breaks != 1) result.head += breaks == 0 ? '-' : '+';
  result.needs_break = breaks > 0;
  return result;
}

void add_line(std::string& body, std::string_view line, const ScalarPlace& place, std::uint32_t column) {
  body += place.line_break;
  if (!line.empty()) body.append(column, ' ').append(line);
}

// Breaks the line at single blanks between words, so that the pieces fit the width where they can.
void add_folded(std::string& body, std::string_view line, const ScalarPlace& place) {
  while (place.width > 0 && line.size() > place.width) {
    std::size_t last = std::string_view::npos;
    for (std::size_t at = line.find(' ');
         at != std::string_view::npos && (at <= place.width || last == std::string_view::npos);
         at = line.find(' ', at + 1)) {
      const bool single = line[at - 1] != ' ' && line[at - 1] != '\t' && line[at + 1] != ' ' && line[at + 1] != '\t';
      if (single) last = at;
    }
    if (last == std::string_view::npos) break;
    add_line(body, line.substr(0, last), place, place.column);
    line.remove_prefix(last + 1);
  }
  add_line(body, line, place, place.column);
}

}  // namespace

bool can_be_literal(std::string_view text, const ScalarPlace& place) {
  if (text.find_first_not_of(" \t\n") == std::string_view::npos) return false;
  const std::size_t breaks = breaks_at_end(text);
  if (breaks > 1 && !place.keeps_blank_lines) return false;
  return !is_blank_line(lines_of(text.substr(0, text.size() - breaks)).back());
}

ScalarText literal(std::string_view text, const ScalarPlace& place) {
  const bool indicator = needs_indicator(text);
  ScalarText result = with_header('|', text, place, indicator);
  const std::uint32_t column = column_of_lines(place, indicator);
  for (const std::string_view line : lines_of(text)) add_line(result.body, line, place, column);
  return result;
}

bool can_fold(std::string_view text, const ScalarPlace& place) {
  if (!can_be_literal(text, place) || text.starts_with('\n')) return false;
  return std::ranges::none_of(lines_of(text), [](std::string_view line) {
    constexpr std::string_view kBlanks = " \t";
    return !line.empty() && (kBlanks.contains(line.front()) || kBlanks.contains(line.back()));
  });
}

ScalarText fold(std::string_view text, const ScalarPlace& place) {
  ScalarText result = with_header('>', text, place, false);
  const std::string_view content = text.substr(0, text.size() - breaks_at_end(text));
  bool first = true;
  for (const std::string_view line : lines_of(content)) {
    // Between two lines with text one more break is needed than the text has; an empty line is one already.
    if (!first && !line.empty()) add_line(result.body, {}, place, place.column);
    if (line.empty())
      add_line(result.body, {}, place, place.column);
    else
      add_folded(result.body, line, place);
    first = false;
  }
  for (std::size_t breaks = breaks_at_end(text); breaks > 1; --breaks) add_line(result.body, {}, place, place.column);
  return result;
}

}  // namespace s1::yaml
