// SPDX-License-Identifier: Apache-2.0
// A scan as text for a terminal or a log: each finding with its place, the source line with a caret span, one line of
// help, the fix where there is one; a summary last.
#pragma once
#include <span>
#include <string>

#include "engine/scan.h"
#include "fix/prove_for_scan.h"
#include "text/produce.h"

namespace s1::report {

struct TextOptions {
  bool color = false;
  double seconds = 0;                       // how long the scan took; for the summary
  std::span<const fix::Offer> offers = {};  // of the scan's findings, in their order; empty: none
};

// One finding of it, without colour; each line with its end.
[[nodiscard]] std::string finding_text(const engine::Finding& finding, const fix::Offer& offer = {});

void render_text(const engine::ScanResult& scan, const TextOptions& options, const TextSink& sink);

}  // namespace s1::report
