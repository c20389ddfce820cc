// SPDX-License-Identifier: Apache-2.0
#include "workspace/target.h"

#include <filesystem>
#include <string>

#include "temp_tree.h"
#include "test.h"

namespace workspace = s1::workspace;

namespace {

// "root: start", or "!code".
std::string opened(const std::string& root_option, const std::string& path) {
  const s1::Result<workspace::Target> target = workspace::open_target(root_option, path);
  if (!target) return "!" + target.error().code;
  return target->root.absolute_path() + ": " + target->start;
}

}  // namespace

TEST_CASE("the root, and where a path begins") {
  const s1::test::TempTree tree;
  const s1::test::TempTree elsewhere;
  tree.write("app/Dockerfile", "FROM a\n");
  elsewhere.write("other/Dockerfile", "FROM a\n");
  const std::string root = tree.path() + ": ";

  const std::filesystem::path before = std::filesystem::current_path();
  // With --root a path counts from there, wherever the program was started.
  for (const std::string& started_in : {tree.path(), tree / "app", elsewhere.path()}) {
    std::filesystem::current_path(started_in);
    CAPTURE(started_in);
    CHECK(opened(tree.path(), ".") == root);
    CHECK(opened(tree.path(), "") == root);
    CHECK(opened(tree.path(), "app/Dockerfile") == root + "app/Dockerfile");
    CHECK(opened(tree.path(), tree / "app") == root + "app");
    CHECK(opened(tree.path(), "other") == "!not-found");
    CHECK(opened(tree.path(), elsewhere / "other") == "!outside-root");
    CHECK(opened(tree.path(), "../x") == "!outside-root");
    CHECK(opened(tree.path(), std::string("app\0x", 5)) == "!not-found");
    CHECK(opened(tree.path(), std::string(1'000'000, 'x')) == "!not-found");
  }
  // Without it the working directory is the root where the path lies in it, else the path's own folder.
  std::filesystem::current_path(tree.path());
  CHECK(opened("", ".") == root);
  CHECK(opened("", "app") == root + "app");
  CHECK(opened("", elsewhere / "other") == elsewhere / "other" + ": ");
  CHECK(opened("", elsewhere / "other/Dockerfile") == elsewhere / "other: Dockerfile");
  CHECK(opened("", "nothing") == "!not-found");
  CHECK(opened("", elsewhere / "nothing") == "!not-found");
  CHECK(opened(tree / "nothing", ".") == "!not-found");
  std::filesystem::current_path(before);
}
