// SPDX-License-Identifier: Apache-2.0
// Scalars as JSON.
#pragma once
#include <string>
#include <string_view>

#include "syntax/data/tree.h"
#include "text/error.h"

namespace s1::json {

// Codes of errors: "bad-value" (the text is not of that kind, or not UTF-8).
[[nodiscard]] Result<std::string> write_scalar(std::string_view text, data::Kind kind);

}  // namespace s1::json
