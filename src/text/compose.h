// SPDX-License-Identifier: Apache-2.0
// Two steps of edits as one.
#pragma once
#include <span>
#include <vector>

#include "text/edit.h"

namespace s1 {

// The edits of the first text that give what `first` and then `second` give, sorted: `second` is of the text that
// `first` made. Where the two touch, they become one edit. Requires edits that apply() takes.
[[nodiscard]] std::vector<Edit> compose(std::span<const Edit> first, std::span<const Edit> second);

}  // namespace s1
