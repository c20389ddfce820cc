// SPDX-License-Identifier: Apache-2.0
// Random texts of few letters and many lines, and random edits of them, for properties that hold for any.
#pragma once
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "text/edit.h"

namespace s1::test {

class RandomEdits {
 public:
  explicit RandomEdits(std::uint32_t seed) : random_(seed) {}

  unsigned below(std::size_t bound) { return static_cast<unsigned>(random_() % bound); }

  std::string text(std::size_t most) {
    static constexpr const char* pieces[] = {"a", "b", "\n", "\n", "\r\n", "ab\n", "c c", "-", "+", "\\", "@@ "};
    std::string text;
    for (unsigned count = below(most + 1); count > 0; --count) text += pieces[below(std::size(pieces))];
    return text;
  }

  // Sorted, without overlap; some touch.
  std::vector<Edit> edits(const std::string& text) {
    std::vector<Edit> edits;
    std::uint32_t at = 0;
    for (unsigned count = below(5); count > 0; --count) {
      const auto begin = at + below(text.size() - at + 1);
      const auto end = std::min<std::uint32_t>(begin + below(8), static_cast<std::uint32_t>(text.size()));
      if (!edits.empty() && begin == end && edits.back().span == Span{begin, end}) continue;
      edits.push_back({{begin, end}, this->text(4)});
      at = end;
    }
    return edits;
  }

 private:
  std::mt19937 random_;
};

}  // namespace s1::test
