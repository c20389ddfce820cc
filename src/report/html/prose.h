// SPDX-License-Identifier: Apache-2.0
// The Markdown of rules' documentation as HTML: paragraphs, lists and code, which is all that it has.
#pragma once
#include <string_view>

#include "report/html/markup.h"

namespace s1::report::html {

[[nodiscard]] Markup prose(std::string_view markdown);
// Without blocks: only `code`.
[[nodiscard]] Markup phrase(std::string_view markdown);

}  // namespace s1::report::html
