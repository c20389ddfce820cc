// SPDX-License-Identifier: Apache-2.0
// What the scanned files show, for the specialist's report. One collector a platform or concern, each a file of this
// folder: it reads the model, and never guesses. The few that ask for files that are no infrastructure (runbooks, a
// Makefile, package.json) look for them at the start and in the usual folders, and read no others.
#pragma once
#include <string_view>
#include <vector>

#include "engine/scan.h"
#include "report/architecture.h"
#include "report/specialist/evidence.h"
#include "workspace/root.h"

namespace s1::report {

// In the order in which the report shows it: by field, then as the files come. `start`: what was scanned, relative to
// the root. Claims of one kind are bounded: past the bound one claim says how many more there are.
[[nodiscard]] std::vector<Evidence> collect(const workspace::Root& root, std::string_view start,
                                            const engine::ScanResult& scan, const Architecture& architecture);

}  // namespace s1::report
