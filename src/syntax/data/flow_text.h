// SPDX-License-Identifier: Apache-2.0
// A value on one line.
#pragma once
#include <string>

#include "syntax/data/new_entry.h"

namespace s1::data {

// Codes of errors: "bad-value" (an anchor, an alias, or a comment, which would be lost).
[[nodiscard]] Result<std::string> flow_text(Value root, const Slot& slot, bool pads_braces);

}  // namespace s1::data
