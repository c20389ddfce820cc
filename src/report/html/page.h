// SPDX-License-Identifier: Apache-2.0
// A scan, or the specialist's report about it, as one HTML file that needs nothing else: no network, no other file, no
// script to be readable. Its Content-Security-Policy lets in its own style and script alone.
#pragma once
#include <cstddef>

#include "engine/scan.h"
#include "report/formats.h"
#include "report/specialist/document.h"
#include "text/produce.h"

namespace s1::report {

// More findings than these are counted and charted, and not listed: a page of ten thousand takes a browser seconds.
inline constexpr std::size_t kMostListedFindings = 1'000;

// `work`: the specialist's report; null: the page is of the scan alone. Nothing in the page changes from one run to the
// next on the same files.
void render_html(const engine::ScanResult& scan, const Circumstances& circumstances, const Document* work,
                 const TextSink& sink);

}  // namespace s1::report
