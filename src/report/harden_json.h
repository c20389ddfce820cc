// SPDX-License-Identifier: Apache-2.0
// harden_dockerfile's answer.
#pragma once
#include <cstddef>

#include "fix/harden.h"
#include "report/json.h"

namespace s1::report {

// {changed, diff, changes, skipped, findings_before, findings_after, files, diagnostics}. What does not fit into
// `bytes` is counted in `omitted`.
[[nodiscard]] Json hardening_to_json(const fix::Hardening& hardening, std::size_t bytes = SIZE_MAX);

}  // namespace s1::report
