// SPDX-License-Identifier: Apache-2.0
// The files that a pattern of GitLab's `include: local` names.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "workspace/root.h"

namespace s1::engine {

// Paths relative to the root, sorted: of YAML files alone, since GitLab takes no others. Folders that a walk would not
// enter are left out below the pattern's fixed part. `entries_left` is what may still be looked at; the answer is cut
// where it runs out.
[[nodiscard]] std::vector<std::string> files_matching(const workspace::Root& root, const std::string& pattern,
                                                      std::size_t& entries_left);

}  // namespace s1::engine
