// SPDX-License-Identifier: Apache-2.0
#include "facts/instruction_patterns.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "facts/embedded.h"
#include "facts/table.h"
#include "text/lower_case.h"
#include "text/scrub.h"
#include "text/utf8.h"

namespace s1::facts {
namespace {

// Compiled when a text first has one of its keywords: most states hold none, and compiling all takes longer than
// reading the state.
class Pattern {
 public:
  explicit Pattern(const Row& row) : does_(row[1]), keywords_(split(row[2], '|')), regex_text_(row[3]) {}

  [[nodiscard]] std::string_view does() const { return does_; }

  [[nodiscard]] bool matches(std::string_view text, std::string_view lower) const {
    if (std::ranges::none_of(keywords_, [&](std::string_view keyword) { return lower.contains(keyword); }))
      return false;
    std::call_once(once_, [this] {
      re2::RE2::Options options;
      options.set_case_sensitive(false);
      options.set_log_errors(false);
      regex_ = std::make_unique<re2::RE2>(re2::StringPiece(regex_text_.data(), regex_text_.size()), options);
    });
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *regex_);
  }

 private:
  std::string_view does_;
  std::vector<std::string_view> keywords_;
  std::string_view regex_text_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<re2::RE2> regex_;
};

const std::vector<std::unique_ptr<Pattern>>& patterns() {
  static const std::vector<std::unique_ptr<Pattern>> table = [] {
    std::vector<std::unique_ptr<Pattern>> result;
    for (const Row& row : read_table(embedded_fact("instruction_patterns.tsv")))
      result.push_back(std::make_unique<Pattern>(row));
    return result;
  }();
  return table;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Unicode tags spell a text that nobody sees; overrides and isolates show one text and mean another.
bool carries_hidden_text(char32_t c) {
  return (c >= 0xE0020 && c <= 0xE007F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string_view instruction_in(std::string_view text) {
  std::string visible;
  if (!is_ascii(text)) {
    for (std::string_view rest = text; !rest.empty();) {
      const utf8::Decoded next = utf8::decode(rest);
      if (next.valid && carries_hidden_text(next.code_point)) return "it holds characters that hide text from a reader";
      if (!next.valid)
        visible += ' ';
      else if (!is_hidden(next.code_point) || next.length == 1)
        visible += rest.substr(0, next.length);
      rest.remove_prefix(next.length);
    }
    text = visible;
  }
  const std::string lower = lower_case(text);
  for (const auto& pattern : patterns())
    if (pattern->matches(text, lower)) return pattern->does();
  return {};
}

}  // namespace s1::facts
