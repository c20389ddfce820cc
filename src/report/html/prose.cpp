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

}  // namespace s1::report::html
