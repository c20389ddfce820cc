// SPDX-License-Identifier: Apache-2.0
// What the host contributes to the report: any part of the form. What it left out is empty.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>

#include "report/specialist/document.h"

namespace s1::report {

struct Draft {
  SpecialistReport said;
  std::optional<Status> status;
};

// `json` was held to the input schema of emit_report, whose `draft` is the form itself. White space at the ends of a
// text and empty entries of a list say nothing and are dropped.
[[nodiscard]] Draft draft_from_json(const nlohmann::ordered_json& json);

// Nothing for a name that is no status.
[[nodiscard]] std::optional<Status> status_named(std::string_view name);

}  // namespace s1::report
