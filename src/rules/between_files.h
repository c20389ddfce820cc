// SPDX-License-Identifier: Apache-2.0
// For the rules on the model: from its places to reports.
#pragma once
#include <string>
#include <utility>

#include "model/place.h"
#include "rules/rule.h"

namespace s1::rules {

[[nodiscard]] inline Report report_at(const model::Place& place, std::string message) {
  return {.span = place.span, .message = std::move(message), .file = place.file};
}

[[nodiscard]] inline Related related_at(const model::Place& place, std::string message) {
  return {.span = place.span, .message = std::move(message), .file = place.file, .line = place.line};
}

}  // namespace s1::rules
