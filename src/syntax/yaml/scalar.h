// SPDX-License-Identifier: Apache-2.0
// How a scalar is written: the one place that decides about quotes and block scalars. What is written reads back as
// exactly that text and kind by YAML 1.2 and by the readers of YAML 1.1 (PyYAML, Ruby, Go's): `on`, `012`, `1e3`,
// `12:30`, `2026-01-31` and the like are quoted where a string is meant.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/data/tree.h"
#include "text/error.h"

namespace s1::yaml {

// Where a scalar is to stand.
struct ScalarPlace {
  data::Style style = data::Style::plain;  // taken where it can hold the text; block and flow: plain
  char quote = '"';                        // taken where quotes are needed and the style does not say which
  bool in_flow = false;
  bool one_line = false;            // a key: no block scalar
  bool keeps_blank_lines = false;   // blank lines may belong to a block scalar here: nothing but it decides about them
  std::int32_t parent_column = -1;  // of the block collection that it stands in; -1 at the root
  std::uint32_t column = 2;         // of the lines of a block scalar; over parent_column
  std::uint32_t width = 0;          // of the lines of a folded scalar, without indentation; 0: as long as they are
  std::string_view line_break = "\n";
};

struct ScalarText {
  std::string head = {};     // what stands at the place itself: the scalar, or a block scalar's header
  std::string body = {};     // the lines of a block scalar, each with the line break before it
  bool needs_break = false;  // a line break must follow the body, or the text loses its last one
};

// Codes of errors: "bad-value" (the text is not of that kind, or not UTF-8: no scalar reads back as it).
[[nodiscard]] Result<ScalarText> write_scalar(std::string_view text, data::Kind kind, const ScalarPlace& place);

// Whether a string may stand without quotes.
[[nodiscard]] bool is_plain_string(std::string_view text, bool in_flow);

}  // namespace s1::yaml
