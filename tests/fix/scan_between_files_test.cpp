// SPDX-License-Identifier: Apache-2.0
// The rules between files see the texts that fixes would leave.
#include "fix/between_files.h"
#include "test.h"
#include "workspace/temp_tree.h"

TEST_CASE("a text that is not written yet counts for the rules between files, and for them alone") {
  const s1::test::TempTree tree;
  tree.write("compose.yaml", "services: {web: {build: {context: ., target: run}}}\n");
  const std::string text = "FROM alpine:3.22 AS build\nFROM alpine:3.22 AS run\n";
  tree.write("Dockerfile", text);
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const s1::fix::CheckBetweenFiles check = s1::fix::scan_between_files(*root, "", {});
  CHECK(check({}).empty());  // other rules have much to say about this Dockerfile
  const auto findings = check({{"Dockerfile", "FROM alpine:3.22 AS build\nFROM alpine:3.22 AS runs\n"}});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule->id == "compose/unknown-target");
  CHECK(check({{"Dockerfile", text}}).empty());
}

TEST_CASE("a fix in a part of a root is judged by what it brings elsewhere") {
  const s1::test::TempTree tree;
  tree.write("deploy/compose.yaml", "services: {web: {build: {context: ../app, target: run}}}\n");
  tree.write("app/Dockerfile", "FROM alpine:3.22 AS run\n");
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const s1::fix::CheckBetweenFiles check = s1::fix::scan_between_files(*root, "app", {});
  CHECK(check({}).empty());
  const auto findings = check({{"app/Dockerfile", "FROM alpine:3.22 AS runs\n"}});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].path == "deploy/compose.yaml");
}
