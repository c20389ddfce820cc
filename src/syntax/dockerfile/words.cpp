// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/words.h"

#include <cstdint>

#include "syntax/dockerfile/chars.h"

namespace s1::dockerfile {

void split_plain(std::string_view text, std::vector<Span>& words) {
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t at = 0; at < size;) {
    while (at < size && is_separator(text[at])) ++at;
    const std::uint32_t begin = at;
    while (at < size && !is_separator(text[at])) ++at;
    if (at > begin) words.push_back({begin, at});
  }
}

void split_quoted(std::string_view text, char escape, std::vector<Span>& words) {
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t at = 0; at < size;) {
    if (const std::size_t space = space_at_begin(text.substr(at))) {
      at += static_cast<std::uint32_t>(space);
      continue;
    }
    const std::uint32_t begin = at;
    char quote = '\0';
    while (at < size) {
      const char c = text[at];
      // In single quotes nothing is escaped. An escape character that ends the text belongs to no word.
      if (c == escape && quote != '\'') {
        if (at + 1 == size) break;
        at += 2;
        continue;
      }
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (space_at_begin(text.substr(at)) != 0) {
        break;
      }
      ++at;
    }
    if (at > begin) words.push_back({begin, at});
    if (at < size && text[at] == escape) break;
  }
}

}  // namespace s1::dockerfile
