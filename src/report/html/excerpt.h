// SPDX-License-Identifier: Apache-2.0
// Source as the page shows it.
#pragma once
#include "engine/finding.h"
#include "fix/prove_for_scan.h"
#include "report/html/markup.h"

namespace s1::report::html {

// The finding's line with its number, the span marked.
[[nodiscard]] Markup excerpt(const engine::Finding& finding);

// What the fix changes, as lines that go and lines that come. A line that goes is shown where it is the finding's own,
// which is all of the source that a scan holds; else its place is.
[[nodiscard]] Markup diff(const engine::Finding& finding, const fix::OfferedFix& fix);

}  // namespace s1::report::html
