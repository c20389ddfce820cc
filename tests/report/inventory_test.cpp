// SPDX-License-Identifier: Apache-2.0
// The inventory of a part of a root: what stands there, with its links to what does not.
#include "report/inventory.h"

#include <map>
#include <string>

#include "engine/scan.h"
#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using s1::report::Json;

// The sections of a scan of `start`, in full.
std::map<std::string, Json> inventory(const s1::test::TempTree& tree, std::string_view start) {
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const auto scan = s1::engine::scan(*root, start, {});
  REQUIRE(scan.has_value());
  std::map<std::string, Json> result;
  for (const s1::report::Section& section : s1::report::inventory_sections(*scan)) {
    Json& list = result[section.key] = Json::array();
    for (std::size_t i = 0; i < section.size; ++i) list.push_back(section.encode(i));
  }
  return result;
}

}  // namespace

TEST_CASE("the inventory of a part has its entities alone, and their links to others") {
  const s1::test::TempTree tree;
  tree.write("app/Dockerfile", "FROM alpine:3.22\nUSER 1000\n");
  tree.write("app/objects.yaml", "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n");
  tree.write("deploy/compose.yaml", "services: {web: {build: ../app}, db: {image: \"postgres:18\"}}\n");
  tree.write("other/objects.yaml", "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: other}\n");
  tree.write("other/service.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {clusterIP: None}\n");

  auto part = inventory(tree, "app");
  CHECK(part["files"].size() == 2);
  REQUIRE(part["images"].size() == 1);
  REQUIRE(part["images"][0]["built_by"].size() == 1);
  CHECK(part["images"][0]["built_by"][0].dump().find("deploy/compose.yaml") != std::string::npos);
  CHECK(part["services"].empty());
  REQUIRE(part["resources"].size() == 1);
  CHECK(part["resources"][0]["name"] == "web");

  part = inventory(tree, "deploy");
  CHECK(part["images"].empty());
  CHECK(part["services"].size() == 2);
  CHECK(inventory(tree, "")["services"].size() == 3);
}
