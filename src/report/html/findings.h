// SPDX-License-Identifier: Apache-2.0
// The page's table of findings, each with its source line, its related places and its proven fix.
#pragma once
#include "engine/scan.h"
#include "report/formats.h"
#include "report/html/statistics.h"
#include "text/produce.h"

namespace s1::report::html {

void add_findings(const engine::ScanResult& scan, const Circumstances& circumstances, const Statistics& statistics,
                  const TextSink& sink);

}  // namespace s1::report::html
