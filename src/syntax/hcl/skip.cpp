// SPDX-License-Identifier: Apache-2.0
#include "syntax/hcl/skip.h"

#include <algorithm>
#include <array>

namespace s1::hcl {
namespace {

constexpr std::size_t kMostNesting = 256;  // of strings and templates in one another; what is deeper is text

std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

}  // namespace

bool is_identifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

Skipped skip_string(std::string_view text, std::size_t at) {
  const auto sees = [&](std::string_view expected) { return text.substr(at).starts_with(expected); };
  std::array<char, kMostNesting> open{};  // '"' or '{'
  std::size_t depth = 0;
  open[depth++] = '"';
  for (++at; at < text.size() && depth > 0; ++at) {
    const char c = text[at];
    if (open[depth - 1] == '"') {
      if (c == '\n') return {at, false};
      if (sees("$${") || sees("%%{")) {
        at += 2;
      } else if (c == '\\') {
        ++at;
      } else if (c == '"') {
        --depth;
      } else if ((sees("${") || sees("%{")) && depth < kMostNesting) {
        open[depth++] = '{';
        ++at;
      }
    } else if (c == '}') {
      --depth;
    } else if ((c == '{' || c == '"') && depth < kMostNesting) {
      open[depth++] = c;
    }
  }
  return {std::min(at, text.size()), depth == 0};
}

std::size_t skip_heredoc(std::string_view text, std::size_t at) {
  at += text.substr(at).starts_with("<<-") ? 3 : 2;
  const std::size_t word = at;
  while (at < text.size() && is_identifier(text[at])) ++at;
  const std::string_view end = text.substr(word, at - word);
  if (end.empty() || at >= text.size() || (text[at] != '\n' && text[at] != '\r')) return std::min(at, text.size());
  for (at = line_end(text, at); at < text.size();) {
    const std::size_t begin = ++at;
    at = line_end(text, at);
    if (trimmed(text.substr(begin, at - begin)) == end) break;
  }
  return at;
}

}  // namespace s1::hcl
