// SPDX-License-Identifier: Apache-2.0
// The comments that silence a rule, ready to copy.
#pragma once
#include <string>
#include <vector>

#include "rules/rule.h"

namespace s1::report {

[[nodiscard]] std::vector<std::string> suppress_forms(const rules::Rule& rule);

}  // namespace s1::report
