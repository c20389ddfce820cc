// SPDX-License-Identifier: Apache-2.0
// A new value as text in the file's own language.
#pragma once
#include "syntax/data/edit.h"
#include "syntax/data/layout.h"
#include "syntax/yaml/scalar.h"

namespace s1::data {

// A scalar by the place, a collection as it is given. Codes of errors: "bad-value".
[[nodiscard]] Result<yaml::ScalarText> write_value(const File& file, const NewValue& value,
                                                   const yaml::ScalarPlace& place);

// Whether lines of this column may be put behind the line of `at` as a block scalar's: a comment that stands there and
// is indented as deep would become part of the text.
[[nodiscard]] bool may_begin_block_scalar(const Layout& layout, std::uint32_t at, std::uint32_t column);

// Whether the line that begins there has nothing but blanks, some of them past the column.
[[nodiscard]] bool is_wide_blank_line(const Layout& layout, std::uint32_t at, std::uint32_t column);

// What has to stand between a new text and what follows it there: a comment may border on a bracket or a quote (`[]#
// none`), but not on a plain scalar, of which it would become part.
[[nodiscard]] std::string blank_before_comment(const Layout& layout, std::uint32_t at);

}  // namespace s1::data
