// SPDX-License-Identifier: Apache-2.0
// A laid out architecture as SVG. Colours come from the page's style, so that it is drawn in light and in dark.
#pragma once
#include "report/architecture.h"
#include "report/drawing/selection.h"
#include "report/html/markup.h"
#include "text/error.h"

namespace s1::report::html {

// Codes: those of lay_out().
[[nodiscard]] Result<Markup> drawing(const Architecture& architecture, const Selection& selection);

}  // namespace s1::report::html
