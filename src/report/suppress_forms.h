// SPDX-License-Identifier: Apache-2.0
// What silences a rule, ready to copy: our own comment, the configuration, and what other tools' users write for the
// same check where the rule's files can hold it (engine/suppress.h reads them all).
#pragma once
#include <string>
#include <vector>

#include "rules/rule.h"

namespace s1::report {

[[nodiscard]] std::vector<std::string> suppress_forms(const rules::Rule& rule);

}  // namespace s1::report
