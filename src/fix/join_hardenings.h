// SPDX-License-Identifier: Apache-2.0
// Two hardenings as one.
#pragma once
#include "fix/harden.h"

namespace s1::fix {

// `first`, and then `second` of what it left: lines are those of the files as `first` found them.
[[nodiscard]] Hardening joined(Hardening first, Hardening second);

}  // namespace s1::fix
