// SPDX-License-Identifier: Apache-2.0
// Every tool, in the order of their names. The table is made by CMake from schemas/NAME.input.json
// (cmake/registry.cmake); tools/NAME.cpp declares the tool.
#pragma once
#include <span>

namespace s1::mcp {
struct Tool;
}

namespace s1::tools {

[[nodiscard]] std::span<const mcp::Tool* const> all();

}  // namespace s1::tools
