// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/pattern.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "text/utf8.h"

namespace s1::dockerfile {
namespace {

// Steps of one expansion; real values and patterns need a few hundred.
constexpr std::size_t kMostSteps = 1'000'000;

using Characters = std::vector<std::string_view>;  // code points, and bytes that belong to none

Characters characters(std::string_view text) {
  Characters result;
  while (!text.empty()) {
    const std::size_t length = utf8::decode(text).length;
    result.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return result;
}

struct Element {
  enum class Kind : unsigned char { one, any, literal } kind;
  std::string_view literal;
};

std::optional<std::vector<Element>> compile(std::string_view pattern) {
  using Kind = Element::Kind;
  std::vector<Element> result;
  const Characters source = characters(pattern);
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == "*") {
      result.push_back({Kind::any, {}});
    } else if (source[i] == "?") {
      result.push_back({Kind::one, {}});
    } else if (source[i] == "\\") {
      // Before '}' and '/' the backslash only kept them from ending the pattern; else it must escape something wild.
      if (++i == source.size()) return std::nullopt;
      if (!std::string_view("*?\\}/").contains(source[i])) return std::nullopt;
      result.push_back({Kind::literal, source[i]});
    } else {
      result.push_back({Kind::literal, source[i]});
    }
  }
  return result;
}

// Where a match that begins at text[begin) may end: one flag a position, from `begin` on.
std::vector<bool> match_ends(const Characters& text, std::size_t begin, const std::vector<Element>& pattern) {
  std::vector<bool> reached(text.size() - begin + 1);
  reached[0] = true;
  for (const Element& element : pattern) {
    if (element.kind == Element::Kind::any) {
      for (std::size_t i = 1; i < reached.size(); ++i) reached[i] = reached[i] || reached[i - 1];
      continue;
    }
    for (std::size_t i = reached.size() - 1; i > 0; --i)
      reached[i] = reached[i - 1] && (element.kind == Element::Kind::one || text[begin + i - 1] == element.literal);
    reached[0] = false;
  }
  return reached;
}

std::optional<std::size_t> choose(const std::vector<bool>& ends, bool longest) {
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const std::size_t at = longest ? ends.size() - 1 - i : i;
    if (ends[at]) return at;
  }
  return std::nullopt;
}

std::string join(const Characters& text, std::size_t begin, std::size_t end) {
  std::string result;
  for (std::size_t i = begin; i < end; ++i) result += text[i];
  return result;
}

}  // namespace

std::optional<std::string> remove_match(std::string_view text, std::string_view pattern, Side side, bool longest) {
  std::optional<std::vector<Element>> elements = compile(pattern);
  if (!elements || (text.size() + 1) * (elements->size() + 1) > kMostSteps) return std::nullopt;
  Characters value = characters(text);
  if (side == Side::suffix) {
    std::ranges::reverse(value);
    std::ranges::reverse(*elements);
  }
  const std::size_t matched = choose(match_ends(value, 0, *elements), longest).value_or(0);
  value.erase(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(matched));
  if (side == Side::suffix) std::ranges::reverse(value);
  return join(value, 0, value.size());
}

std::optional<std::string> replace_match(std::string_view text, std::string_view pattern, std::string_view replacement,
                                         bool all) {
  const std::optional<std::vector<Element>> elements = compile(pattern);
  const Characters value = characters(text);
  if (!elements || (text.size() + 1) * (text.size() + 1) * (elements->size() + 1) > kMostSteps) return std::nullopt;
  if ((text.size() + 1) * (replacement.size() + 1) > kMostSteps) return std::nullopt;
  std::string result;
  std::size_t at = 0;
  bool after_match = false;  // an empty match right after another counts as none
  while (at <= value.size()) {
    const std::optional<std::size_t> length = choose(match_ends(value, at, *elements), true);
    if (length && (*length > 0 || !after_match)) {
      result += replacement;
      at += *length;
      if (!all) break;
      after_match = *length > 0;
      if (*length > 0) continue;
    }
    after_match = false;
    if (at < value.size()) result += value[at];
    ++at;
  }
  return result + join(value, std::min(at, value.size()), value.size());
}

}  // namespace s1::dockerfile
