// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/words.h"

#include <algorithm>

#include "text/lower_case.h"

namespace s1::report {
namespace {

constexpr bool goes_on(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool mentions(std::string_view raw_text, std::string_view raw_name) {
  if (raw_name.empty()) return false;
  const std::string text = lower_case(raw_text), name = lower_case(raw_name);
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !goes_on(text[at - 1])) && (end == text.size() || !goes_on(text[end]))) return true;
  }
  return false;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && std::ranges::none_of(text, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
}

}  // namespace s1::report
