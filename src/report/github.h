// SPDX-License-Identifier: Apache-2.0
// A scan as workflow commands of GitHub Actions (::error file=…,line=…::…), which the runner turns into annotations on
// the changed files.
#pragma once

#include "engine/scan.h"
#include "text/produce.h"

namespace s1::report {

// Critical and high are errors, medium is a warning, low and info are notices. Worst first, since GitHub shows ten of
// each a step; then the diagnostics, as notices; a summary for the log last.
void render_github(const engine::ScanResult& scan, const TextSink& sink);

}  // namespace s1::report
