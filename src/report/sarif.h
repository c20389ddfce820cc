// SPDX-License-Identifier: Apache-2.0
// A scan as SARIF 2.1.0, with what GitHub code scanning asks for beyond the standard, and within its limits.
#pragma once
#include <string_view>

#include "engine/scan.h"
#include "fix/prove_for_scan.h"
#include "text/produce.h"

namespace s1::report {

// The rules that fired, a result a finding, diagnostics as notifications of the tool. Paths are relative to %SRCROOT%,
// the root of the scan. `offers`: of the scan's findings, in their order; empty: none. Nothing in it changes from one
// run to the next on the same files.
void render_sarif(const engine::ScanResult& scan, std::string_view version, std::span<const fix::Offer> offers,
                  const TextSink& sink);

}  // namespace s1::report
