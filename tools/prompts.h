// SPDX-License-Identifier: Apache-2.0
// Prompts: a review, a hardening, and an infrastructure task in the input form of the specialist.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mcp/server.h"

namespace s1::tools {

[[nodiscard]] std::vector<mcp::Prompt> prompts();
[[nodiscard]] std::vector<std::string> complete_prompt(std::string_view prompt, std::string_view argument,
                                                       std::string_view typed, std::string_view root);

}  // namespace s1::tools
