// SPDX-License-Identifier: Apache-2.0
// Text of a state file made fit to be shown.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "syntax/data/tree.h"

namespace s1::vsm {

inline constexpr std::size_t kMostText = 4000;  // bytes of one text

// Without white space around it, cleaned, secrets masked, and of at most kMostText bytes.
[[nodiscard]] std::string shown(std::string_view text);
// Of at most `most` bytes (at least 4), an ellipsis for what was cut; code points stay whole.
[[nodiscard]] std::string cut(std::string text, std::size_t most);

// A value of any shape as one text: a scalar's own; the items of a list with commas between them; an object as
// "name: value; name: value". Raw, and of about kMostText bytes at most.
[[nodiscard]] std::string flat_text(const data::Value& value);

}  // namespace s1::vsm
