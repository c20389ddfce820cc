// SPDX-License-Identifier: Apache-2.0
#include "cli/find_tool.h"

#include <string_view>
#include <vector>

#include "mcp/server.h"
#include "text/suggest.h"
#include "tools/registry.h"

namespace s1::cli {

Result<const mcp::Tool*> find_tool(const std::string& name) {
  std::vector<std::string_view> names;
  for (const mcp::Tool* tool : tools::all()) {
    if (tool->name == name) return tool;
    names.push_back(tool->name);
  }
  const std::string_view near = nearest(name, names);
  return std::unexpected(Error{"unknown-tool", name, "there is no such tool",
                               near.empty() ? "`s1-infra tools` lists them"
                                            : "did you mean " + std::string(near) + "? `s1-infra tools` lists all"});
}

}  // namespace s1::cli
