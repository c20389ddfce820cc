// SPDX-License-Identifier: Apache-2.0
#include "text/compose.h"

#include <array>

#include "growth.h"
#include "random_edits.h"
#include "test.h"

using s1::Edit;

TEST_CASE("edits of an edited text become edits of the first") {
  struct Row {
    std::vector<Edit> first, second, both;
  };
  const Row rows[] = {
      {{}, {}, {}},
      {{{{1, 2}, "xyz"}}, {}, {{{1, 2}, "xyz"}}},
      {{}, {{{1, 2}, "xyz"}}, {{{1, 2}, "xyz"}}},
      // Apart: the second moves by what the first added.
      {{{{1, 2}, "xyz"}}, {{{6, 7}, "w"}}, {{{1, 2}, "xyz"}, {{4, 5}, "w"}}},
      // Within, over the beginning, over the end, around.
      {{{{1, 2}, "xyz"}}, {{{2, 3}, "-"}}, {{{1, 2}, "x-z"}}},
      {{{{1, 2}, "xyz"}}, {{{0, 2}, "-"}}, {{{0, 2}, "-yz"}}},
      {{{{1, 2}, "xyz"}}, {{{3, 5}, "-"}}, {{{1, 3}, "xy-"}}},
      {{{{1, 2}, "xyz"}}, {{{0, 5}, "-"}}, {{{0, 3}, "-"}}},
      // Touching insertions keep their order.
      {{{{3, 3}, "xy"}}, {{{3, 3}, "a"}, {{5, 5}, "b"}}, {{{3, 3}, "axyb"}}},
      // One later edit joins two earlier ones.
      {{{{1, 2}, "x"}, {{4, 5}, "y"}}, {{{1, 5}, "-"}}, {{{1, 5}, "-"}}},
  };
  for (const Row& row : rows) CHECK(s1::compose(row.first, row.second) == row.both);
}

TEST_CASE("composed edits give what the two steps give, for any edits") {
  s1::test::RandomEdits random(7);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random.text(20);
    const std::vector<Edit> first = random.edits(text);
    const std::string middle = s1::apply(text, first).value();
    const std::vector<Edit> second = random.edits(middle);
    const std::vector<Edit> both = s1::compose(first, second);
    INFO(text);
    REQUIRE(s1::apply(text, both).has_value());
    CHECK(s1::apply(text, both).value() == s1::apply(middle, second).value());
    for (std::size_t i = 1; i < both.size(); ++i) CHECK(both[i - 1].span.end < both[i].span.begin + 1);
  }
}

TEST_CASE("composing costs linear time") {
  const auto work = [](const std::string& text) {
    std::vector<Edit> first, second;
    for (std::uint32_t at = 0; at + 8 <= text.size(); at += 8) {
      first.push_back({{at, at + 1}, "x"});
      second.push_back({{at, at + 2}, "x"});
    }
    CHECK(s1::compose(first, second).size() == first.size());
    for (Edit& edit : second) edit.span.end += 6;  // all touch: one edit
    CHECK(s1::compose(first, second).size() == 1);
  };
  CHECK(s1::test::growth(work, "", "12345678", "") < s1::test::kMostGrowth);
}
