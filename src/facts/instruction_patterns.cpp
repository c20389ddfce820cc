// SPDX-License-Identifier: Apache-2.0
#include "facts/instruction_patterns.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "facts/embedded.h"
#include "facts/table.h"
#include "text/scrub.h"
#include "text/utf8.h"

namespace s1::facts {
namespace {

struct Pattern {
  std::string_view does;
  std::unique_ptr<re2::RE2> regex;
};

std::unique_ptr<re2::RE2> compiled(const std::string& regex) {
  re2::RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  return std::make_unique<re2::RE2>(regex, options);
}

// Nearly every text matches none, which one look at all patterns at once tells.
struct Patterns {
  std::vector<Pattern> each;
  std::unique_ptr<re2::RE2> any;
};

const Patterns& patterns() {
  static const Patterns table = [] {
    Patterns result;
    std::string any;
    for (const Row& row : read_table(embedded_fact("instruction_patterns.tsv"))) {
      const std::string regex(row[2]);
      result.each.push_back({row[1], compiled(regex)});
      any += (any.empty() ? "(?:" : "|(?:") + regex + ")";
    }
    result.any = compiled(any);
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
  const re2::StringPiece piece(text.data(), text.size());
  const Patterns& table = patterns();
  if (!re2::RE2::PartialMatch(piece, *table.any)) return {};
  for (const Pattern& pattern : table.each)
    if (re2::RE2::PartialMatch(piece, *pattern.regex)) return pattern.does;
  return {};
}

}  // namespace s1::facts
