// SPDX-License-Identifier: Apache-2.0
// The architecture as Mermaid text, which GitHub, GitLab and most viewers of Markdown draw.
#pragma once
#include <cstddef>
#include <string>

#include "report/architecture.h"

namespace s1::report {

// A flowchart of at most `most` nodes, those with the most edges; what is left out is said in a last node. Empty for a
// graph without nodes. Names from files are shown as text and mean nothing to Mermaid.
[[nodiscard]] std::string mermaid(const Architecture& architecture, std::size_t most = 60);

}  // namespace s1::report
