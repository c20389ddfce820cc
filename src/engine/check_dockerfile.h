// SPDX-License-Identifier: Apache-2.0
// The rules about one Dockerfile.
#pragma once
#include <span>
#include <vector>

#include "engine/make_findings.h"
#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rule.h"

namespace s1::engine {

// Those that ask nothing of what lies around it. `file` may have been told who builds it.
void check_dockerfile(const model::Dockerfile& file, std::span<const rules::Rule* const> rules,
                      std::vector<Reported>& into);

// Those that ask what lies around it too.
void check_dockerfile_in_place(const model::Dockerfile& file, const model::Surroundings& around,
                               std::span<const rules::Rule* const> rules, std::vector<Reported>& into);

// Whether any of them is about Dockerfiles.
[[nodiscard]] bool has_dockerfile_rules(std::span<const rules::Rule* const> rules);

}  // namespace s1::engine
