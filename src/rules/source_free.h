// SPDX-License-Identifier: Apache-2.0
// Commands that need no file of the project: they may run before its source is copied.
#pragma once
#include "model/dockerfile_run.h"

namespace s1::rules {

// Packages of the system and tools by their names, settings, cleanups outside the project.
[[nodiscard]] bool needs_no_source(const model::Call& call);
[[nodiscard]] bool needs_no_source(const model::Run& run);

}  // namespace s1::rules
