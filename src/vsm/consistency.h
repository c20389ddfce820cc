// SPDX-License-Identifier: Apache-2.0
// Whether the files agree with each other, and each with itself. Only what is sure is a problem.
#pragma once
#include <functional>
#include <string_view>

#include "vsm/state.h"
#include "workspace/look.h"

namespace s1::vsm {

// What lies at a path relative to the root.
using Look = std::function<workspace::Found(std::string_view path)>;

void check_consistency(State& state, const Look& look);

}  // namespace s1::vsm
