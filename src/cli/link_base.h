// SPDX-License-Identifier: Apache-2.0
// Where a CI system publishes the files that are scanned.
#pragma once
#include <string>

namespace s1::cli {

// The address before a file's path, from the variables that GitHub Actions and GitLab CI set; empty elsewhere.
[[nodiscard]] std::string link_base();

}  // namespace s1::cli
