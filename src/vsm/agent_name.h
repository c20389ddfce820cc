// SPDX-License-Identifier: Apache-2.0
// Names of agents: with or without the prefix of their system, in any letter case.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace s1::vsm {

// For comparing: lower case, '_' and ' ' as '-', without "s1-" in front and "-specialist" or "-agent" behind.
[[nodiscard]] std::string plain_agent_name(std::string_view name);
[[nodiscard]] bool same_agent(std::string_view a, std::string_view b);

// The specialist that this program serves: infrastructure, infra, infrastructure-engineer, devops, dev-ops,
// devops-engineer, platform-engineer, sre, each in any form that plain_agent_name() takes.
[[nodiscard]] bool is_this_specialist(std::string_view name);

// The names in a text that lists them: "s1-backend, s1-infrastructure", "backend and infrastructure". A sentence is one
// entry, whatever it lists.
[[nodiscard]] std::vector<std::string> split_agent_names(std::string_view text);

}  // namespace s1::vsm
