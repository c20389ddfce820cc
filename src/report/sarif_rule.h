// SPDX-License-Identifier: Apache-2.0
// A rule's declaration as a reportingDescriptor of SARIF, with the properties that GitHub code scanning reads.
#pragma once
#include <nlohmann/json.hpp>
#include <string_view>

#include "rules/rule.h"

namespace s1::report {

[[nodiscard]] nlohmann::ordered_json sarif_rule(const rules::Rule& rule);
// error, warning or note.
[[nodiscard]] std::string_view sarif_level(rules::Severity severity);

}  // namespace s1::report
