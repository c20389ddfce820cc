// SPDX-License-Identifier: Apache-2.0
// explain_rule: why a rule exists, what it flags and what not, how to fix or silence it.
#include "engine/select.h"
#include "mcp/server.h"
#include "report/json.h"
#include "rules/registry.h"
#include "rules/rule.h"
#include "schemas.h"

namespace s1::tools {
namespace {

using mcp::Json;

Result<Json> run(const Json& arguments, const mcp::Call&) {
  const std::string wanted = arguments["rule"].get<std::string>();
  // select() knows ids and aliases, and names the nearest where there is none.
  const Result<std::vector<const rules::Rule*>> found = engine::select({engine::Depth::all, {wanted}, {}});
  if (!found) return std::unexpected(found.error());
  Json also = Json::array();
  for (std::size_t i = 1; i < found->size(); ++i) also.push_back((*found)[i]->id);
  return Json{{"rule", report::rule_to_json(*found->front(), true)}, {"also", std::move(also)}};
}

}  // namespace

extern constinit const mcp::Tool explain_rule{
    .name = "explain_rule",
    .title = "Explain a rule",
    .description =
        "Why a rule of scan_infra exists, what it flags and what not, how to fix or suppress it. Takes its id or "
        "another tool's id (DL3002, "
        "CKV_DOCKER_8, DS-0002).",
    .input_schema = schemas::explain_rule_input,
    .output_schema = schemas::explain_rule_output,
    .run = run,
};

}  // namespace s1::tools
