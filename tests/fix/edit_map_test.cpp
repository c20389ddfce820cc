// SPDX-License-Identifier: Apache-2.0
#include "fix/edit_map.h"

#include <vector>

#include "test.h"

using s1::Edit;
using s1::Span;
using s1::fix::EditMap;

TEST_CASE("places move with what edits add and take before them") {
  // Old: 0123456789. New: 0ab3456-6789 without 8? The edits: 1..3 becomes "abcd", an insertion of "--" at 5, 8..9 goes.
  const std::vector<Edit> edits = {{{1, 3}, "abcd"}, {{5, 5}, "--"}, {{8, 9}, ""}};
  const EditMap map(edits);
  struct Row {
    Span old_span;
    std::optional<Span> new_span;
  };
  const Row rows[] = {
      {{0, 1}, Span{0, 1}},     // before all
      {{0, 2}, std::nullopt},   // into an edit
      {{1, 3}, std::nullopt},   // the edit itself
      {{3, 5}, Span{5, 7}},     // between an edit and an insertion that it borders on
      {{5, 8}, Span{9, 12}},    // the same, behind the insertion
      {{4, 6}, std::nullopt},   // around an insertion
      {{7, 8}, Span{11, 12}},   // before what goes
      {{9, 10}, Span{12, 13}},  // behind it
      {{7, 10}, std::nullopt},  // around it
  };
  for (const Row& row : rows) {
    INFO(row.old_span.begin << ".." << row.old_span.end);
    CHECK(map.to_new(row.old_span) == row.new_span);
    if (row.new_span) CHECK(map.to_old(*row.new_span) == row.old_span);
  }
  CHECK_FALSE(map.to_old({2, 3}).has_value());
  CHECK(map.widest_old({2, 3}) == Span{1, 3});    // within what replaced 1..3
  CHECK(map.widest_old({0, 7}) == Span{0, 5});    // up to the insertion
  CHECK(map.widest_old({8, 13}) == Span{5, 10});  // from within the insertion to behind what went
  CHECK(map.widest_new({3, 5}) == Span{1, 9});    // with both neighbours
  CHECK(map.widest_new({0, 1}) == Span{0, 5});
  CHECK(map.widest_new({6, 7}) == Span{10, 11});
}

TEST_CASE("without edits nothing moves") {
  const EditMap map({});
  CHECK(map.to_new({3, 5}) == Span{3, 5});
  CHECK(map.widest_old({3, 5}) == Span{3, 5});
}
