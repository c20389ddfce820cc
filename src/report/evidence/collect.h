// SPDX-License-Identifier: Apache-2.0
// What the scanned files show, for the specialist's report. One collector a platform or concern, each a file of this
// folder: it reads the model, and never guesses.
#pragma once
#include <vector>

#include "engine/scan.h"
#include "report/architecture.h"
#include "report/specialist/evidence.h"

namespace s1::report {

// In the order in which the report shows it: by field, then as the files come.
[[nodiscard]] std::vector<Evidence> collect(const engine::ScanResult& scan, const Architecture& architecture);

}  // namespace s1::report
