// SPDX-License-Identifier: Apache-2.0
// A secret that a build argument carries, mounted for the steps that need it.
#pragma once
#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

// `pair`: of the ARG `argument`. The guards: it has no value here and is declared once; RUN alone uses it; the frontend
// knows `env=`; every builder that is known gives it in a way that can be changed.
[[nodiscard]] Rewrite argument_to_secret(const model::Dockerfile& file, const model::Surroundings& around,
                                         const dockerfile::Instruction& argument, const dockerfile::Pair& pair);

}  // namespace s1::rules
