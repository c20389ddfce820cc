// SPDX-License-Identifier: Apache-2.0
// A page taken apart, for the tests of what is in it.
#pragma once
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace s1::test {

struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;
  bool closes = false;  // </p>
  bool empty = false;   // <use/>, and what never has an end: <meta>, <input>
};

// The tags of a page as a browser sees them: style and script are text. Values of attributes stand in double quotes.
inline std::vector<Tag> tags_of(std::string_view page) {
  std::vector<Tag> tags;
  std::size_t at = 0;
  while ((at = page.find('<', at)) != std::string_view::npos) {
    const std::size_t end = std::min(page.find('>', at), page.size());
    std::string_view text = page.substr(at + 1, end - at - 1);
    at = end;
    if (text.starts_with('!')) continue;
    Tag tag;
    tag.closes = text.starts_with('/');
    if (tag.closes) text.remove_prefix(1);
    tag.empty = text.ends_with('/');
    tag.name = text.substr(0, text.find_first_of(" /\n"));
    tag.empty = tag.empty || tag.name == "meta" || tag.name == "input" || tag.name == "br" || tag.name == "wbr";
    text.remove_prefix(tag.name.size());
    while (true) {
      text.remove_prefix(std::min(text.find_first_not_of(" /\n"), text.size()));
      if (text.empty()) break;
      const std::string key(text.substr(0, text.find_first_of("= /\n")));
      text.remove_prefix(key.size());
      std::string value;
      if (text.starts_with("=\"")) {
        const std::size_t close = std::min(text.find('"', 2), text.size());
        value = text.substr(2, close - 2);
        text.remove_prefix(std::min(close + 1, text.size()));
      } else if (text.starts_with('=')) {
        value = "not quoted";
        text.remove_prefix(1);
      }
      tag.attributes[key] = value;
    }
    if (!tag.closes && (tag.name == "style" || tag.name == "script"))
      at = std::min(page.find("</" + tag.name, at), page.size());
    tags.push_back(std::move(tag));
  }
  return tags;
}

// What is wrong with the nesting; "" where all is well.
inline std::string nesting_fault(const std::vector<Tag>& tags) {
  std::vector<std::string> open;
  for (const Tag& tag : tags) {
    if (tag.empty) continue;
    if (!tag.closes) {
      open.push_back(tag.name);
    } else if (open.empty() || open.back() != tag.name) {
      return "</" + tag.name + "> where " + (open.empty() ? "nothing" : "<" + open.back() + ">") + " is open";
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> is never closed";
}

// The text between the first `begin` and the `end` after it.
inline std::string between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t at = text.find(begin);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + begin.size();
  return std::string(text.substr(from, text.find(end, from) - from));
}

inline std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; at += what.size()) ++count;
  return count;
}

}  // namespace s1::test
