// SPDX-License-Identifier: Apache-2.0
// Resources: s1-infra://rules, the list of rules; s1-infra://rules/{+id}, a rule's page.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mcp/server.h"

namespace s1::tools {

[[nodiscard]] std::vector<mcp::Resource> resources();
[[nodiscard]] std::vector<mcp::ResourceTemplate> resource_templates();
[[nodiscard]] Result<mcp::ResourceText> read_resource(std::string_view uri);
// Rule ids (and, once something is typed that no id begins with, aliases) for the template's {+id}.
[[nodiscard]] std::vector<std::string> complete_rule_id(std::string_view typed);

}  // namespace s1::tools
