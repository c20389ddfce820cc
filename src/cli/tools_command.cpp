// SPDX-License-Identifier: Apache-2.0
// s1-infra tools: the MCP tools and their schemas.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/find_tool.h"
#include "cli/terminal.h"
#include "mcp/server.h"
#include "tools/registry.h"

namespace s1::cli {
namespace {

mcp::Json to_json(const mcp::Tool& tool) {
  return {{"name", tool.name},
          {"title", tool.title},
          {"description", tool.description},
          {"annotations",
           {{"readOnlyHint", tool.read_only},
            {"destructiveHint", tool.destructive},
            {"idempotentHint", tool.idempotent},
            {"openWorldHint", false}}},
          {"inputSchema", mcp::Json::parse(tool.input_schema)},
          {"outputSchema", mcp::Json::parse(tool.output_schema)}};
}

int run_tools(const std::string& name, bool json) {
  if (!name.empty()) {
    const Result<const mcp::Tool*> tool = find_tool(name);
    if (!tool) {
      print_error(tool.error());
      return kUsage;
    }
    print(to_json(**tool).dump(2) + "\n");
    return kOk;
  }
  mcp::Json list = mcp::Json::array();
  for (const mcp::Tool* tool : tools::all()) {
    if (json)
      list.push_back(to_json(*tool));
    else
      print(fmt::format("{:<20}  {}\n", tool->name, tool->title));
  }
  if (json) print(list.dump() + "\n");
  return kOk;
}

}  // namespace

void add_tools(CLI::App& app, Run& run) {
  const auto name = std::make_shared<std::string>();
  const auto format = std::make_shared<std::string>("text");
  CLI::App* const command = app.add_subcommand("tools", "List the MCP tools, or show one with its schemas");
  command->add_option("NAME", *name, "A tool's name");
  command->add_option("--format", *format, "text or json")->check(CLI::IsMember({"text", "json"}))->type_name("FORMAT");
  command->callback([&run, name, format] { run = [name, format] { return run_tools(*name, *format == "json"); }; });
}

}  // namespace s1::cli
