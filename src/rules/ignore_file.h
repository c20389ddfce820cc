// SPDX-License-Identifier: Apache-2.0
// What a .dockerignore should keep out of a build context, by what is there and by what the Dockerfiles do with it.
#pragma once
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

// The COPY or ADD that takes the whole build context; null: none does.
[[nodiscard]] const dockerfile::Instruction* whole_context_copy(const model::Dockerfile& file);

// The patterns that are missing, in the order in which they are written. `file` copies the whole context. Every
// Dockerfile that is built from the same folder must do without what they match.
[[nodiscard]] std::vector<std::string> missing_patterns(const model::Dockerfile& file,
                                                        const model::Surroundings& around);

// A .dockerignore with these patterns, made or extended; nothing where none are missing.
[[nodiscard]] Rewrite ignore_more(const model::Dockerfile& file, const model::Surroundings& around);

}  // namespace s1::rules
