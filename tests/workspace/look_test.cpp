// SPDX-License-Identifier: Apache-2.0
#include "workspace/look.h"

#include "temp_tree.h"
#include "test.h"

namespace {

using s1::workspace::Found;
using s1::workspace::GitIgnores;
using s1::workspace::look;
using s1::workspace::names_in;
using Paths = std::vector<std::string>;

s1::workspace::Root open(const s1::test::TempTree& tree) {
  auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  return *std::move(root);
}

}  // namespace

TEST_CASE("what lies at a path is told, and nothing outside the root") {
  const s1::test::TempTree tree;
  tree.write("app/main.c", "");
  tree.link("inside", "app");
  tree.link("outside", "/etc");
  tree.link("loop", "loop");
  const auto root = open(tree);
  CHECK(look(root, "") == Found::folder);
  CHECK(look(root, "app") == Found::folder);
  CHECK(look(root, "app/main.c") == Found::file);
  CHECK(look(root, "app/main.c/x") == Found::nothing);
  CHECK(look(root, "missing") == Found::nothing);
  CHECK(look(root, "inside/main.c") == Found::file);
  CHECK(look(root, "outside") == Found::unclear);
  CHECK(look(root, "outside/passwd") == Found::unclear);
  CHECK(look(root, "loop") == Found::unclear);
}

TEST_CASE("the names in a folder are all of them") {
  const s1::test::TempTree tree;
  for (const char* const path : {"b.txt", "a/x", ".hidden"}) tree.write(path, "");
  tree.link("out", "/etc");
  const auto root = open(tree);
  CHECK(names_in(root, "") == Paths{".hidden", "a", "b.txt", "out"});
  CHECK(names_in(root, "a") == Paths{"x"});
  CHECK(names_in(root, "out").empty());
  CHECK(names_in(root, "b.txt").empty());
}

TEST_CASE("changes that are not written are found as if they were") {
  const s1::test::TempTree tree;
  tree.write("a/old.txt", "old");
  const auto root = open(tree);
  const auto changed = root.as_if({{"a/old.txt", "new"}, {"a/made.txt", "made"}});
  REQUIRE(changed.has_value());
  CHECK(changed->read("a/old.txt", 10).value() == "new");
  CHECK(changed->read("a/made.txt", 10).value() == "made");
  CHECK(changed->read("a/made.txt", 3).error().code == "too-large");
  CHECK(look(*changed, "a/made.txt") == Found::file);
  CHECK(names_in(*changed, "a") == Paths{"made.txt", "old.txt"});
  CHECK(root.read("a/old.txt", 10).value() == "old");
  CHECK(look(root, "a/made.txt") == Found::nothing);
}

TEST_CASE("what git would ignore is told of paths that are not there") {
  const s1::test::TempTree tree;
  tree.write(".gitignore", "*.bin\n/out/\n");
  tree.write("app/.gitignore", "!keep.bin\nmade\n");
  const auto root = open(tree);
  GitIgnores git(root);
  CHECK(git.ignores("a.bin"));
  CHECK(git.ignores("app/a.bin"));
  CHECK_FALSE(git.ignores("app/keep.bin"));
  CHECK(git.ignores("out"));  // it might be the folder
  CHECK(git.ignores("out/x/y"));
  CHECK(git.ignores("app/made/x"));
  CHECK_FALSE(git.ignores("made"));
  // Read once: what the files say later does not count.
  tree.write("app/.gitignore", "");
  CHECK(git.ignores("app/made/y"));
}
