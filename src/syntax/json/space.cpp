// SPDX-License-Identifier: Apache-2.0
// What stands between the tokens: blanks, line ends and, in the relaxed dialect, comments.
#include <cstring>

#include "syntax/json/reader.h"

namespace s1::json {
namespace {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

void Reader::skip_space() {
  do {
    // Indentation is most of it.
    constexpr std::uint64_t kEightBlanks = 0x2020202020202020ULL;
    while (at_ < text_.size() && is_space(text_[at_])) {
      ++at_;
      for (std::uint64_t block = 0; at_ + 8 <= text_.size(); at_ += 8) {
        std::memcpy(&block, text_.data() + at_, 8);
        if (block != kEightBlanks) break;
      }
    }
  } while (relaxed_ && skip_comment());
}

// False where no comment stands here; one that is not closed is none.
bool Reader::skip_comment() {
  const std::string_view rest = text_.substr(at_);
  std::size_t length = 0;
  std::string_view inside;
  if (rest.starts_with("//")) {
    length = std::min(rest.find('\n'), rest.size());
    if (rest.substr(0, length).ends_with('\r')) --length;
    inside = rest.substr(2, length - 2);
  } else if (rest.starts_with("/*")) {
    const std::size_t end = rest.find("*/", 2);
    if (end == std::string_view::npos) return false;
    length = end + 2;
    inside = rest.substr(2, end - 2);
  } else {
    return false;
  }
  file_.comments.push_back({{at(), static_cast<std::uint32_t>(at_ + length)}, trimmed(inside), {}});
  at_ += length;
  return true;
}

}  // namespace s1::json
