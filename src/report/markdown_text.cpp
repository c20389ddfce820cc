// SPDX-License-Identifier: Apache-2.0
#include "report/markdown_text.h"

#include <algorithm>

#include "text/scrub.h"

namespace s1::report {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Letters, with at most a bracket or a quote before, punctuation after, and a hyphen or an apostrophe between letters.
bool is_plain(std::string_view word) {
  constexpr std::string_view before = "(\"'";
  constexpr std::string_view after = ".,:;?!)\"'";
  while (!word.empty() && before.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  while (!word.empty() && after.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  if (word.empty() || !is_letter(word.front()) || !is_letter(word.back())) return false;
  // GitHub makes links of GH-12 and of what looks like the name of a commit.
  if (std::ranges::any_of(word, is_digit) && (word.size() > 6 || word.find('-') != std::string_view::npos))
    return false;
  return std::ranges::all_of(word, [](char c) { return is_letter(c) || c == '-' || c == '\''; });
}

// At the beginning of a line "1." and "1)" begin a list.
bool is_list_number(std::string_view word) {
  return (word.back() == '.' || word.back() == ')') && std::ranges::all_of(word.substr(0, word.size() - 1), is_digit);
}

// The command between backticks that the text begins with, where nothing but punctuation follows up to the next blank;
// empty where there is none.
std::string_view quoted_command(std::string_view text) {
  if (!text.starts_with('`')) return {};
  const std::size_t close = text.find_first_of("`\n", 1);
  if (close == std::string_view::npos || text[close] != '`') return {};
  const std::size_t next = text.find_first_not_of(".,:;?!)", close + 1);
  if (next != std::string_view::npos && std::string_view(" \t\n").find(text[next]) == std::string_view::npos) return {};
  return text.substr(1, close - 1);
}

// As code, what only encloses it or ends the sentence outside of it.
std::string code_word(std::string_view word) {
  const std::size_t end = word.find_last_not_of(".,:;?!") + 1;
  if (end == 0) return code_span(word);
  const std::string_view tail = word.substr(end);
  std::string_view core = word.substr(0, end);
  const bool opens = core.size() > 1 && core.front() == '(';
  if (opens) core.remove_prefix(1);
  const bool closes =
      core.size() > 1 && core.back() == ')' && std::ranges::count(core, ')') > std::ranges::count(core, '(');
  if (closes) core.remove_suffix(1);
  return (opens ? "(" : "") + code_span(core) + (closes ? ")" : "") + std::string(tail);
}

}  // namespace

std::string code_span(std::string_view raw) {
  std::string text = clean(raw);
  std::ranges::replace(text, '\n', ' ');
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  // One space at either end is taken off again where both are there.
  const bool padded =
      text.empty() || text.front() == '`' || text.back() == '`' || text.front() == ' ' || text.back() == ' ';
  return padded ? fence + " " + text + " " + fence : fence + text + fence;
}

std::string prose(std::string_view raw) {
  const std::string text = clean(raw);
  std::string result;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t begin = std::min(rest.find_first_not_of(" \t\n"), rest.size());
    rest.remove_prefix(begin);
    if (rest.empty()) break;
    if (!result.empty()) result += ' ';
    if (const std::string_view command = quoted_command(rest); !command.empty()) {
      result += code_span(command);
      rest.remove_prefix(command.size() + 2);
      const std::size_t tail = std::min(rest.find_first_of(" \t\n"), rest.size());
      result += rest.substr(0, tail);
      rest.remove_prefix(tail);
      continue;
    }
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t\n"));
    rest.remove_prefix(word.size());
    if (is_plain(word) && !(result.empty() && is_list_number(word))) {
      result += word;
      continue;
    }
    result += code_word(word);
  }
  return result;
}

}  // namespace s1::report
