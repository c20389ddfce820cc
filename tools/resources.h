// SPDX-License-Identifier: Apache-2.0
// Resources: s1-infra://rules, the list of rules; s1-infra://rules/{+id}, a rule's page; s1-infra://schemas/report, the
// schema of the specialist's report; vsm://state/{file}, a file of the state in the root.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mcp/server.h"

namespace s1::tools {

[[nodiscard]] std::vector<mcp::Resource> resources(std::string_view root);
[[nodiscard]] std::vector<mcp::ResourceTemplate> resource_templates();
[[nodiscard]] Result<mcp::ResourceText> read_resource(std::string_view uri, std::string_view root);
// Values for a template's argument.
[[nodiscard]] std::vector<std::string> complete_resource(std::string_view uri_template, std::string_view typed,
                                                         std::string_view root);

}  // namespace s1::tools
