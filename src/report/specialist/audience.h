// SPDX-License-Identifier: Apache-2.0
// Who reads the report, and what each looks for first.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "report/specialist/document.h"

namespace s1::report {

// The sections of one audience ("reviewer", "backend", "database", "operations"), or with an empty name those of all,
// each as its readers call it. `findings` are the scan's, worst first: the reviewer's security considerations begin
// with them.
[[nodiscard]] std::vector<ViewSection> views_of(std::string_view audience, const std::vector<Evidence>& evidence,
                                                std::span<const engine::Finding> findings);

}  // namespace s1::report
