// SPDX-License-Identifier: Apache-2.0
// Findings by severity, platform and file as bars. Each chart is a table with its numbers in it, so that it needs no
// text beside it.
#pragma once
#include "report/html/markup.h"
#include "report/html/statistics.h"

namespace s1::report::html {

[[nodiscard]] Markup charts(const Statistics& statistics);

}  // namespace s1::report::html
