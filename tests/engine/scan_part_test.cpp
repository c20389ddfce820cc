// SPDX-License-Identifier: Apache-2.0
// A scan of a part of a root: what is found between files is what a scan of all of it would find there.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/scan.h"
#include "engine/scan_files.h"
#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using s1::test::TempTree;

constexpr std::string_view kService =
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: "
    "80\n";
constexpr std::string_view kDeployment =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: "
    "web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - name: "
    "web\n          image: nginx:1.29\n";

s1::engine::ScanResult scan(const TempTree& tree, std::string_view start, s1::engine::ScanOptions options = {}) {
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  options.threads = 1;
  auto result = s1::engine::scan(*root, start, options);
  REQUIRE(result.has_value());
  return *std::move(result);
}

// The findings between files, as "path rule".
std::vector<std::string> between(const s1::engine::ScanResult& scan) {
  std::vector<std::string> result;
  for (const auto& finding : scan.findings)
    if (finding.rule->check.input == s1::rules::Check::Input::model)
      result.push_back(finding.path + " " + std::string(finding.rule->id));
  return result;
}

std::vector<std::string> paths(const s1::engine::ScanResult& scan) {
  std::vector<std::string> result;
  for (const auto& file : scan.files) result.push_back(file.path);
  return result;
}

bool has(const std::vector<std::string>& texts, const std::string& text) {
  return std::ranges::find(texts, text) != texts.end();
}

}  // namespace

TEST_CASE("a part of a root has no finding between files that the whole would not have") {
  const TempTree tree;
  tree.write("network/service.yaml", kService);
  tree.write("apps/web.yaml", kDeployment);
  CHECK(between(scan(tree, "")).empty());
  CHECK(between(scan(tree, "network")).empty());
  CHECK(between(scan(tree, "network/service.yaml")).empty());
}

TEST_CASE("a part of a root has the findings between files that the whole has there") {
  const TempTree tree;
  tree.write("app/Dockerfile", "FROM alpine:3.22 AS run\nUSER 1000\n");
  tree.write("deploy/compose.yaml", "services: {web: {build: {context: ../app, target: runs}}}\n");
  tree.write("other/compose.yaml", "services: {web: {build: ./gone}}\n");
  const std::vector<std::string> wanted = {"deploy/compose.yaml compose/unknown-target"};
  const auto part = scan(tree, "deploy");
  CHECK(between(part) == wanted);
  REQUIRE(part.findings.front().related.size() == 1);
  CHECK(part.findings.front().related[0].path == "app/Dockerfile");
  CHECK(between(scan(tree, "deploy/compose.yaml")) == wanted);
}

TEST_CASE("of what lies around nothing is said") {
  const TempTree tree;
  tree.write("app/Dockerfile", "FROM alpine:3.22\nUSER 1000\nWORKDIR app\n");
  tree.write("other/Dockerfile", "FROM alpine:3.22\nUSER 1000\nWORKDIR app\n# s1-infra: ignore[nonsense]\n");
  tree.write("other/broken.yaml", "apiVersion: v1\nkind: Service\nspec: [1\n");
  const auto part = scan(tree, "app");
  CHECK(paths(part) == std::vector<std::string>{"app/Dockerfile"});
  CHECK(part.checked.size() == 1);
  CHECK(part.diagnostics.empty());
  for (const auto& finding : part.findings) CHECK(finding.path == "app/Dockerfile");
  CHECK(part.model.images.size() == 2);
  CHECK(part.covers(part.model.images[0].place.file));
  CHECK_FALSE(part.covers(part.model.images[1].place.file));
  s1::engine::ScanOptions options;
  options.everywhere = true;
  const auto all = scan(tree, "app", options);
  CHECK(std::ranges::any_of(all.findings, [](const auto& each) { return each.path == "other/Dockerfile"; }));
}

TEST_CASE("what git ignores is scanned where it is named, with what lies around it") {
  const TempTree tree;
  tree.write(".gitignore", "local/\n");
  tree.write("local/service.yaml", kService);
  tree.write("local/compose.yaml", "services: {web: {build: {context: ../app, target: runs}}}\n");
  tree.write("app/Dockerfile", "FROM alpine:3.22 AS run\n");
  tree.write("apps/web.yaml", kDeployment);
  CHECK(paths(scan(tree, "")) == std::vector<std::string>{"app/Dockerfile", "apps/web.yaml"});
  const auto part = scan(tree, "local");
  CHECK(paths(part) == std::vector<std::string>{"local/compose.yaml", "local/service.yaml"});
  CHECK(between(scan(tree, "local/service.yaml")).empty());
  CHECK(has(between(scan(tree, "local/compose.yaml")), "local/compose.yaml compose/unknown-target"));
}

TEST_CASE("around a start lies the outermost git repository, else the root") {
  const TempTree tree;
  tree.write("one/.git/HEAD", "");
  tree.write("one/network/service.yaml", kService);
  tree.write("one/module/.git", "gitdir: ../.git/modules/module\n");
  tree.write("one/module/network/service.yaml", kService);
  tree.write("two/web.yaml", kDeployment);
  // Another repository's Deployment is not this one's.
  CHECK(has(between(scan(tree, "one/network")), "one/network/service.yaml kubernetes/service-selects-nothing"));
  CHECK(has(between(scan(tree, "one")), "one/network/service.yaml kubernetes/service-selects-nothing"));
  tree.write("one/apps/web.yaml", kDeployment);
  CHECK(between(scan(tree, "one/network")).empty());
  CHECK(between(scan(tree, "one/module/network")).empty());
}

TEST_CASE("where more lies there than is looked at, rules between files are left out and it is said") {
  const TempTree tree;
  tree.write("network/service.yaml", kService);
  for (int i = 0; i < 20; ++i) tree.write("files/" + std::to_string(i), "");
  s1::engine::ScanOptions options;
  options.limits.files = 10;
  const auto part = scan(tree, "network", options);
  CHECK(between(part).empty());
  CHECK_FALSE(part.complete);
  REQUIRE(part.diagnostics.size() == 1);
  CHECK(part.diagnostics[0].code == "files-not-compared");
  CHECK(part.diagnostics[0].path == "network");
  CHECK(has(between(scan(tree, "network")), "network/service.yaml kubernetes/service-selects-nothing"));
  options.everywhere = true;  // to judge a fix
  CHECK_FALSE(between(scan(tree, "network", options)).empty());
  options.everywhere = false;
  const auto whole = scan(tree, "", options);
  CHECK(between(whole).empty());
  REQUIRE(whole.diagnostics.size() == 2);
  CHECK(whole.diagnostics[0].code == "files-not-compared");
  CHECK(whole.diagnostics[1].code == "too-many-files");
}
