// SPDX-License-Identifier: Apache-2.0
// A scan as a GitLab Code Quality report (artifacts:reports:codequality), the part of Code Climate's form that GitLab
// reads: an array of issues.
#pragma once

#include "engine/scan.h"
#include "text/produce.h"

namespace s1::report {

// Diagnostics are issues too, of severity info: a file that could not be read must not look like a clean one.
void render_gitlab(const engine::ScanResult& scan, const TextSink& sink);

}  // namespace s1::report
