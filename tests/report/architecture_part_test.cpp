// SPDX-License-Identifier: Apache-2.0
// The graph of a scan of a part: what lies there and what that reaches, not what lies around.
#include <algorithm>

#include "report/architecture.h"
#include "test.h"
#include "workspace/temp_tree.h"

TEST_CASE("the graph of a folder has its own nodes and their neighbours") {
  const s1::test::TempTree tree;
  tree.write("shop/compose.yaml", "services:\n  web: {build: ../image}\n  db: {image: 'postgres:17'}\n");
  tree.write("image/Dockerfile", "FROM alpine:3.22\nUSER 1000\n");
  tree.write("other/compose.yaml", "services:\n  job: {image: 'redis:8'}\n");
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const auto labels = [&](std::string_view start) {
    const auto scan = s1::engine::scan(*root, start, {});
    REQUIRE(scan.has_value());
    const s1::report::Architecture graph = s1::report::architecture(*scan);
    std::vector<std::string> result;
    for (const s1::report::Node& node : graph.nodes) result.push_back(node.label);
    for (const s1::report::Edge& edge : graph.edges) {
      REQUIRE(edge.from < graph.nodes.size());
      REQUIRE(edge.to < graph.nodes.size());
    }
    std::ranges::sort(result);
    return result;
  };
  const std::vector<std::string> all = labels(""), part = labels("shop");
  CHECK(std::ranges::find(all, "job") != all.end());
  CHECK(std::ranges::find(part, "job") == part.end());
  CHECK(std::ranges::find(part, "web") != part.end());
  CHECK(std::ranges::find(part, "db") != part.end());
  CHECK(part.size() == all.size() - 1);  // the image lies outside, and web is built from it
}
