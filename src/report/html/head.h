// SPDX-License-Identifier: Apache-2.0
// What stands around the content of the page: its head with policy and style, and its end with the script.
#pragma once
#include <string_view>

#include "report/html/markup.h"

namespace s1::report::html {

// Up to and with <body>.
[[nodiscard]] Markup head(std::string_view title);
// From the script on.
[[nodiscard]] Markup tail();

}  // namespace s1::report::html
