// SPDX-License-Identifier: Apache-2.0
// The Markdown of rules' documentation as HTML: paragraphs, lists and code, which is all that it has.
#pragma once
#include <string_view>

#include "report/html/markup.h"

namespace s1::report::html {

[[nodiscard]] Markup prose(std::string_view markdown);
// Without blocks: only `code`.
[[nodiscard]] Markup phrase(std::string_view markdown);

// A paragraph; a long one is read more easily as a list of its sentences, or where it is one sentence, of its parts
// between semicolons.
[[nodiscard]] Markup sentences(std::string_view text);

}  // namespace s1::report::html
