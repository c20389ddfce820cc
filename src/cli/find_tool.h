// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "text/error.h"

namespace s1::mcp {
struct Tool;
}

namespace s1::cli {

// Code "unknown-tool", with the nearest name.
[[nodiscard]] Result<const mcp::Tool*> find_tool(const std::string& name);

}  // namespace s1::cli
