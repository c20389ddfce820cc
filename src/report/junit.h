// SPDX-License-Identifier: Apache-2.0
// A scan as JUnit XML, as GitLab, Jenkins and the actions for GitHub read it.
#pragma once

#include "engine/scan.h"
#include "text/produce.h"

namespace s1::report {

// A suite a file, since that is what readers group and sort by. A finding is a test that fails (one of severity info
// passes, as it fails no build), a file that was checked and has none is a test that passes, a diagnostic is a test
// that was skipped. Names of tests hold no line: readers compare runs by them, and code moves.
void render_junit(const engine::ScanResult& scan, double seconds, const TextSink& sink);

}  // namespace s1::report
