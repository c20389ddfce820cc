// SPDX-License-Identifier: Apache-2.0
#include "rules/plain_words.h"

#include <algorithm>
#include <array>

namespace s1::rules {
namespace {

// Words that are the shell's own, and so cannot be started without it.
constexpr std::array<std::string_view, 24> kShellWords = {
    ".",    "alias", "case",   "cd",   "command", "eval", "exec", "export", "exit",  "for",   "function", "if",
    "read", "set",   "source", "then", "time",    "trap", "type", "ulimit", "umask", "until", "wait",     "while"};

constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-:=@%+,";

}  // namespace

std::string as_exec_form(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    if (word.empty()) continue;
    if (word.find_first_not_of(kPlain) != std::string_view::npos) return {};
    const bool first = result.empty();
    if (first && (word.contains('=') || std::ranges::find(kShellWords, word) != kShellWords.end())) return {};
    result += (first ? "[\"" : ", \"") + std::string(word) + '"';
  }
  return result.empty() ? result : result + "]";
}

}  // namespace s1::rules
