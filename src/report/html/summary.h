// SPDX-License-Identifier: Apache-2.0
// The top of the page: how bad it is, and what to do first.
#pragma once
#include <string>

#include "engine/scan.h"
#include "report/html/markup.h"
#include "report/html/statistics.h"
#include "report/specialist/document.h"

namespace s1::report::html {

// In a few words, without markup: "2 critical and 11 high findings".
[[nodiscard]] std::string verdict(const engine::ScanResult& scan, const Statistics& statistics);

[[nodiscard]] Markup page_header(const engine::ScanResult& scan, const Statistics& statistics, const Document* work);
// The rules to begin with, beside the charts.
[[nodiscard]] Markup overview(const Statistics& statistics);

}  // namespace s1::report::html
