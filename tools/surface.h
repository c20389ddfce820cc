// SPDX-License-Identifier: Apache-2.0
// All that the MCP server offers: tools, resources, prompts, completion.
#pragma once
#include <string_view>

#include "mcp/server.h"

namespace s1::tools {

// `root` is where tools work (--root); empty: the working directory. It must outlive the surface.
[[nodiscard]] mcp::Surface surface(std::string_view root);

}  // namespace s1::tools
