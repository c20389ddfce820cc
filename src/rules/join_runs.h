// SPDX-License-Identifier: Apache-2.0
// Two RUNs that stand one after the other, made one.
#pragma once
#include <optional>

#include "model/dockerfile_run.h"
#include "text/edit.h"

namespace s1::rules {

// What lies between the two becomes `&&`; comments there stay. Nothing where the one RUN could do something else than
// the two: other flags, a list that is not joined by && alone, a first RUN that leaves a mark on its shell (cd, export,
// set); nor where there is no place for it: exec form, a heredoc, ONBUILD, a comment at the end of the line.
[[nodiscard]] std::optional<Edit> join_runs(const model::Run& run, const model::Run& next);

}  // namespace s1::rules
