// SPDX-License-Identifier: Apache-2.0
// `# shellcheck disable=SC2086,SC2046 # reason` before a command; also without SC, ranges (SC3000-SC3999), `all`,
// quotes around the value, and other keys beside it. (koalaman/shellcheck: wiki/Directive; src/ShellCheck/Parser.hs,
// readAnnotation)
#include <algorithm>
#include <charconv>

#include "engine/suppress/forms.h"

namespace s1::engine::suppress {
namespace {

constexpr unsigned kMostOfRange = 1'000;

// The number of "SC2086" or "2086"; 0 where it is none.
unsigned code_of(std::string_view text) {
  if (text.starts_with("SC")) text.remove_prefix(2);
  unsigned code = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), code);
  return error == std::errc() && end == text.data() + text.size() ? code : 0;
}

}  // namespace

void read_shellcheck(const Comment& comment, Reader& reader) {
  std::string_view text = comment.text;
  if (!take_word(text, "shellcheck")) return;
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    std::string_view word = text.substr(0, end);
    text = trimmed(text.substr(end));
    if (word.starts_with('#')) break;  // the reason
    if (!word.starts_with("disable=")) continue;
    word.remove_prefix(8);
    if (word.size() > 1 && (word.front() == '"' || word.front() == '\'') && word.back() == word.front())
      word = word.substr(1, word.size() - 2);
    for (const std::string& item : split_ids(word)) {
      const std::size_t dash = item.find('-');
      const unsigned first = code_of(std::string_view(item).substr(0, dash));
      const unsigned last = dash == std::string::npos ? first : code_of(std::string_view(item).substr(dash + 1));
      if (item == "all") names.emplace_back("SC[0-9]*");
      if (first == 0) continue;
      for (unsigned code = first; code <= last && code - first < kMostOfRange && names.size() <= kMostNames; ++code)
        names.push_back("SC" + std::to_string(code));
    }
  }
  reader.add(reader.of(comment), names);
}

}  // namespace s1::engine::suppress
