// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/dockerfile/build_secret/caller_edits.h"

namespace s1::rules {
namespace {

constexpr std::string_view kOption = "--build-arg";

// The end of the word at `at`, quotes read.
std::size_t word_end(std::string_view text, std::size_t at) {
  char quote = '\0';
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      if (c == '\n') return at;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      return at;
    }
  }
  return at;
}

}  // namespace

CallerEdits script_secret(const std::string& text, std::string_view name) {
  CallerEdits result;
  const auto refuse = [&](std::size_t at, std::string why) {
    result.edits.clear();
    result.why = std::move(why);
    result.line =
        static_cast<std::uint32_t>(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    return result;
  };
  for (std::size_t at = text.find(kOption); at != std::string::npos; at = text.find(kOption, at + 1)) {
    std::size_t begin = at + kOption.size();
    if (begin >= text.size() || (text[begin] != ' ' && text[begin] != '=')) continue;
    while (begin < text.size() && text[begin] == ' ') ++begin;
    if (text[begin] == '=') ++begin;
    const std::size_t end = word_end(text, begin);
    std::string_view word = std::string_view(text).substr(begin, end - begin);
    if (word.size() > 1 && word.front() == '"' && word.back() == '"') word = word.substr(1, word.size() - 2);
    if (!word.starts_with(name) || (word.size() > name.size() && word[name.size()] != '=')) continue;
    result.gives_it = true;
    const std::string variable = word == name ? std::string(name) : variable_of(word.substr(name.size() + 1));
    if (variable.empty()) return refuse(at, "gives it a value that is no variable");
    if (variable != name && text.contains(variable + "="))
      return refuse(at, "sets the variable itself, perhaps without export");
    result.edits.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
                            "--secret id=" + std::string(name) + ",env=" + variable});
  }
  return result;
}

}  // namespace s1::rules
