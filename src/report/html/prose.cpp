// SPDX-License-Identifier: Apache-2.0
#include "report/html/prose.h"

#include <algorithm>

namespace s1::report::html {
namespace {

std::string_view take_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  return line;
}

bool is_item(std::string_view line) {
  return line.starts_with("- ");
}

// A paragraph or a list: lines up to an empty one.
Markup block(std::string_view text) {
  Markup out;
  if (!is_item(text)) return out.add("<p>{}</p>\n", phrase(text));
  out.add("<ul>\n");
  while (!text.empty()) {
    std::string item(take_line(text).substr(2));
    while (!text.empty() && !is_item(text)) (item += ' ') += take_line(text);
    out.add("<li>{}</li>\n", phrase(item));
  }
  return out.add("</ul>\n");
}

// Where `text` ends a part: at ". " before a capital or `code`, or at "; "; never within `code`.
std::size_t end_of_part(std::string_view text, char mark) {
  bool is_code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') is_code = !is_code;
    if (is_code || text[i] != mark || i + 2 >= text.size() || text[i + 1] != ' ') continue;
    const char next = text[i + 2];
    if (mark == ';' || next == '`' || (next >= 'A' && next <= 'Z')) return i;
  }
  return std::string_view::npos;
}

}  // namespace

Markup phrase(std::string_view markdown) {
  Markup out;
  while (!markdown.empty()) {
    const std::size_t open = markdown.find('`');
    const std::size_t close = open == std::string_view::npos ? open : markdown.find('`', open + 1);
    if (close == std::string_view::npos) return out.add("{}", markdown);
    out.add("{}<code>{}</code>", markdown.substr(0, open), markdown.substr(open + 1, close - open - 1));
    markdown.remove_prefix(close + 1);
  }
  return out;
}

Markup prose(std::string_view markdown) {
  Markup out;
  while (!markdown.empty()) {
    if (markdown.starts_with('\n')) {
      markdown.remove_prefix(1);
      continue;
    }
    const std::size_t end = std::min(markdown.find("\n\n"), markdown.size());
    std::string_view text = markdown.substr(0, end);
    markdown.remove_prefix(end);
    if (text.ends_with('\n')) text.remove_suffix(1);
    out.add(block(text));
  }
  return out;
}

Markup sentences(std::string_view text) {
  constexpr std::size_t long_text = 160;  // bytes
  const char mark = end_of_part(text, '.') != std::string_view::npos ? '.' : ';';
  Markup out;
  if (text.size() < long_text || end_of_part(text, mark) == std::string_view::npos)
    return out.add("<p>{}</p>", phrase(text));
  out.add("<ul>\n");
  while (!text.empty()) {
    const std::size_t end = std::min(end_of_part(text, mark), text.size());
    out.add("<li>{}</li>\n", phrase(text.substr(0, end + (mark == '.' ? 1 : 0))));
    text.remove_prefix(std::min(text.size(), end + 2));
  }
  return out.add("</ul>");
}

}  // namespace s1::report::html
