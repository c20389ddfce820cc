// SPDX-License-Identifier: Apache-2.0
// What stands around the content of the page: its head with policy and style, and its end with the script.
#pragma once
#include <string_view>

#include "report/html/markup.h"

namespace s1::report::html {

// Up to and with <body>. `version`: of this program; a page is known by its <meta name="generator"> as one of ours
// (specialist/write_report.h).
[[nodiscard]] Markup head(std::string_view title, std::string_view version);
// From the script on.
[[nodiscard]] Markup tail();

}  // namespace s1::report::html
