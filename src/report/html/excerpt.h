// SPDX-License-Identifier: Apache-2.0
// Source as the page shows it.
#pragma once
#include "engine/finding.h"
#include "fix/prove_for_scan.h"
#include "report/html/markup.h"

namespace s1::report::html {

// The finding's line with its number, the span marked.
[[nodiscard]] Markup excerpt(const engine::Finding& finding);

// What the fix changes, as lines that go and lines that come. Of the source a scan holds the finding's own line alone:
// what stands around an edit elsewhere is shown as an ellipsis.
[[nodiscard]] Markup diff(const engine::Finding& finding, const fix::OfferedFix& fix);

}  // namespace s1::report::html
