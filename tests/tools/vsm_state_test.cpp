// SPDX-License-Identifier: Apache-2.0
// read_vsm_state as a client calls it, and the resources of the state.
#include <algorithm>

#include "../vsm/sample.h"
#include "mcp/server.h"
#include "test.h"
#include "tools/registry.h"
#include "tools/surface.h"

using namespace s1;

namespace {

Result<mcp::Json> call(const std::string& root, const mcp::Json& arguments) {
  const auto tools = tools::all();
  const auto tool = std::ranges::find(tools, "read_vsm_state", [](const mcp::Tool* each) { return each->name; });
  REQUIRE(tool != tools.end());
  mcp::Call how;
  how.root = root;
  return mcp::call_tool(**tool, arguments, how);
}

}  // namespace

TEST_CASE("the tool reads the state of a path below the root") {
  const test::TempTree tree;
  for (const auto& [name, text] : test::sample_state()) tree.write("shop/" + (test::kState + name), text);
  const auto answer = call(tree.path(), {{"path", "shop"}, {"files", "current-task, s4-environment.json"}});
  REQUIRE(answer);
  CHECK((*answer)["state"].size() == 2);
  CHECK((*answer)["briefing"]["places"]["task"]["path"] == "shop/.claude/vsm-state/current-task.json");
  CHECK(
      call(tree.path(), {{"files", {"s4-enviroment"}}}).error().hint.starts_with("Did you mean s4-environment.json?"));
  CHECK(call(tree.path(), {{"path", ".."}}).error().code == "outside-root");
  // No state is no error.
  CHECK((*call(tree.path(), mcp::Json::object()))["problems"].size() == 1);
}

TEST_CASE("state files are resources: listed, read with secrets masked, completed") {
  const test::TempTree tree;
  test::write_sample(tree);
  tree.write(".claude/vsm-state/viability-metrics.json", R"({"api_token": "hunter2hunter2hunter2"})");
  std::filesystem::remove(tree / ".claude/vsm-state/agent-registry.json");
  tree.link(".claude/vsm-state/agent-registry.json", "/etc/passwd");
  const mcp::Surface surface = tools::surface(tree.path());
  std::vector<std::string> uris;
  for (const mcp::Resource& resource : surface.resources()) uris.push_back(resource.uri);
  CHECK(std::ranges::find(uris, "vsm://state/current-task.json") != uris.end());
  CHECK(std::ranges::find(uris, "vsm://state/agent-registry.json") == uris.end());

  const auto metrics = surface.read("vsm://state/viability-metrics.json");
  REQUIRE(metrics);
  CHECK(metrics->text == R"({"api_token": "[masked]"})");
  CHECK(surface.read("vsm://state/execution-log.jsonl")->mime_type == "application/jsonl");
  CHECK(surface.read("vsm://state/current-tsk.json").error().hint == "did you mean vsm://state/current-task.json?");
  CHECK(surface.read("vsm://state/../../etc/passwd").error().code == "unknown-resource");
  CHECK(surface.read("vsm://state/agent-registry.json").error().code == "outside-root");

  CHECK(surface.complete("", "vsm://state/{file}", "file", "c") ==
        std::vector<std::string>{"current-task.json", "coordination-plan.json"});
  CHECK(surface.complete("", "s1-infra://rules/{+id}", "id", "dockerfile/root-us") ==
        std::vector<std::string>{"dockerfile/root-user"});
}
