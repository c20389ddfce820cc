// SPDX-License-Identifier: Apache-2.0
// For a path that is not there: the name beside it that was probably meant.
#pragma once
#include <string>

#include "text/error.h"

namespace s1::cli {

// `path` as typed; `root`: what it is relative to, "" for the working directory.
[[nodiscard]] Error with_path_hint(Error error, const std::string& path, const std::string& root);

}  // namespace s1::cli
