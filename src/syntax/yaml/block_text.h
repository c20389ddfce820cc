// SPDX-License-Identifier: Apache-2.0
// Strings of several lines as block scalars. The text is printable but for line feeds and tabs.
#pragma once
#include <string_view>

#include "syntax/yaml/scalar.h"

namespace s1::yaml {

// Whether a literal scalar reads back as the text. Not texts of nothing but white space, nor ones that end with a line
// of blanks, which every editor takes away; nor several line breaks at the end, where the place does not keep them.
[[nodiscard]] bool can_be_literal(std::string_view text, const ScalarPlace& place);
[[nodiscard]] ScalarText literal(std::string_view text, const ScalarPlace& place);

// The same of a folded one: no line of the text may begin or end with a blank.
[[nodiscard]] bool can_fold(std::string_view text, const ScalarPlace& place);
[[nodiscard]] ScalarText fold(std::string_view text, const ScalarPlace& place);

}  // namespace s1::yaml
