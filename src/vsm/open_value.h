// SPDX-License-Identifier: Apache-2.0
// A value of a state file that no field is made for, as JSON fit to be shown.
#pragma once
#include "vsm/encoder.h"

namespace s1::vsm {

// Without nulls; texts are cleaned, and masked where their name or their form says that they are secrets. Nothing in it
// is nested more than 16 deep. Of about `most` bytes at most; null where it has more, or where nothing is left.
[[nodiscard]] Json open_value(const data::Value& value, std::size_t most);
[[nodiscard]] Json open_members(const Extra& members, std::size_t most);

}  // namespace s1::vsm
