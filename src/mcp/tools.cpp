// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include "mcp/handlers.h"
#include "mcp/tool_result.h"
#include "text/suggest.h"

namespace s1::mcp {
namespace {

Json declaration(const Tool& tool) {
  Json annotations = Json::object();
  set_text(annotations, "title", tool.title);
  annotations["readOnlyHint"] = tool.read_only;
  annotations["destructiveHint"] = tool.destructive;
  annotations["idempotentHint"] = tool.idempotent;
  annotations["openWorldHint"] = false;  // files of this machine, no network
  Json result = Json::object();
  result["name"] = tool.name;
  set_text(result, "title", tool.title);
  set_text(result, "description", tool.description);
  result["inputSchema"] = Json::parse(tool.input_schema);
  if (!tool.output_schema.empty()) result["outputSchema"] = Json::parse(tool.output_schema);
  result["annotations"] = std::move(annotations);
  return result;
}

}  // namespace

OrFault<Json> list_tools(Session& session, const Request& request, const Call& /*call*/) {
  if (auto cursor = check_cursor(request.params); !cursor) return std::unexpected(std::move(cursor).error());
  Json tools = Json::array();
  for (const Tool* const tool : session.surface.tools) tools.push_back(declaration(*tool));
  Json result = Json::object();
  result["tools"] = std::move(tools);
  return result;
}

OrFault<Json> run_tool(Session& session, const Request& request, const Call& call) {
  const auto name = required_string(request.params, "name");
  if (!name) return std::unexpected(name.error());
  const auto tools = session.surface.tools;
  const auto tool = std::ranges::find(tools, std::string_view(*name), &Tool::name);
  if (tool == tools.end()) {
    std::vector<std::string_view> names;
    for (const Tool* const known : tools) names.push_back(known->name);
    const std::string_view near = nearest(*name, names);
    return bad_params("Unknown tool " + quote(*name) +
                      (near.empty() ? std::string() : "; did you mean " + std::string(near) + "?"));
  }
  const auto arguments = request.params.find("arguments");
  return tool_result(call_tool(**tool, arguments == request.params.end() ? Json() : *arguments, call));
}

}  // namespace s1::mcp
