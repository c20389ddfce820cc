// SPDX-License-Identifier: Apache-2.0
// What stands between the quotes of a JSON string: where it ends, and what its escapes mean.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace s1::json {

// The bytes up to the next one that needs a look: a quote, a backslash or a control character; `non_ascii` is set where
// one of them may not be ASCII.
[[nodiscard]] std::size_t plain_prefix(std::string_view text, bool& non_ascii);

struct Escape {
  std::uint32_t code_point = 0;
  std::uint32_t length = 0;       // bytes, from the backslash; of a pair of surrogates both
  std::string_view problem = {};  // empty where it is valid, else a sentence; an unpaired surrogate is U+FFFD
  bool keeps_its_text = false;    // it means nothing: its bytes are the text
};

// The escape at the front of `text`, which begins with a backslash.
[[nodiscard]] Escape read_escape(std::string_view text);

// Appends what the escape at the front of `text` stands for.
void append(std::string& out, std::string_view text, const Escape& escape);

// Goes through what stands between the quotes: `verbatim(offset, length)` for bytes that are the text, and
// `on_escape(offset, escape)` for each escape.
template <class Verbatim, class OnEscape>
void walk_string(std::string_view inside, Verbatim verbatim, OnEscape on_escape) {
  for (std::size_t at = 0; at < inside.size();) {
    const std::size_t backslash = inside.find('\\', at);
    const std::size_t end = backslash == std::string_view::npos ? inside.size() : backslash;
    if (end > at) verbatim(at, end - at);
    if (end == inside.size()) return;
    const Escape escape = read_escape(inside.substr(end));
    on_escape(end, escape);
    at = end + escape.length;
  }
}

}  // namespace s1::json
