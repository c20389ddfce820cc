// SPDX-License-Identifier: Apache-2.0
// For a path that is not there: the name beside it that was probably meant.
#pragma once
#include <string>

#include "text/error.h"

namespace s1::cli {

[[nodiscard]] Error with_path_hint(Error error, const std::string& path);

}  // namespace s1::cli
