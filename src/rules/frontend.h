// SPDX-License-Identifier: Apache-2.0
// Whether what reads the Dockerfile knows a flag: the frontend that `# syntax` names, and the builders that are known.
#pragma once
#include <cstdint>

#include "model/surroundings.h"
#include "rules/rewrite.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {

// False where `# syntax` names an older version of docker/dockerfile than 1.`minor`, or another frontend. Without the
// line the builder brings its own, which has been new enough since Docker 23.
[[nodiscard]] bool frontend_has(const dockerfile::File& file, std::uint32_t minor);

// A guard: `flag` needs BuildKit with docker/dockerfile 1.`minor`, and nothing says that another builder is used.
bool require_frontend(const dockerfile::File& file, const model::Surroundings& around, std::uint32_t minor,
                      std::string_view flag, Rewrite& rewrite);

}  // namespace s1::rules
