// SPDX-License-Identifier: Apache-2.0
#include "rules/keyword_case.h"

#include <algorithm>

#include "text/lower_case.h"

namespace s1::rules {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

bool is_small(std::string_view keyword) {
  return std::ranges::none_of(keyword, is_capital);
}

bool writes_small_keywords(const dockerfile::File& file) {
  std::ptrdiff_t small = 0, capital = 0;
  for (const dockerfile::Instruction& each : file.instructions) {
    if (is_small(each.keyword_text))
      ++small;
    else if (std::ranges::all_of(each.keyword_text, is_capital))
      ++capital;
  }
  return small > capital;
}

std::string keyword_in(bool small, std::string_view keyword) {
  return small ? lower_case(keyword) : std::string(keyword);
}

}  // namespace s1::rules
