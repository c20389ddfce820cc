// SPDX-License-Identifier: Apache-2.0
// A scan as text for a terminal or a log: each finding with its place, the source line with a caret span, one line of
// help; a summary last.
#pragma once
#include <string>

#include "engine/scan.h"

namespace s1::report {

struct TextOptions {
  bool color = false;
  double seconds = 0;  // how long the scan took; for the summary
};

[[nodiscard]] std::string render_text(const engine::ScanResult& scan, const TextOptions& options);

}  // namespace s1::report
