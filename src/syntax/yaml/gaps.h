// SPDX-License-Identifier: Apache-2.0
// What lies between the values of a file: white space, indicators, comments, the lines of document markers and
// directives. libyaml passes over it; comments, dashes and question marks are found again here.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/comment.h"
#include "text/span.h"

namespace s1::yaml {

inline constexpr std::uint32_t kNowhere = UINT32_MAX;

struct Gap {
  std::uint32_t entry = kNowhere;      // the last dash or question mark
  std::uint32_t indicator = kNowhere;  // the last dash, question mark or colon
};

// Reads bytes[span), in which no value and no property lies; its comments are appended, without a scope.
[[nodiscard]] Gap read_gap(std::string_view bytes, Span span, std::vector<Comment>& comments);

// The first byte of [span) that is neither white space nor in a comment; span.end where there is none.
[[nodiscard]] std::uint32_t skip_to_content(std::string_view bytes, Span span, std::vector<Comment>& comments);

// Appends the comment that may follow a block scalar's header on its line; `at` is behind the header's indicators.
void read_header_comment(std::string_view bytes, std::uint32_t at, std::vector<Comment>& comments);

}  // namespace s1::yaml
