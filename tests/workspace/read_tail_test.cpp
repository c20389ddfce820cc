// SPDX-License-Identifier: Apache-2.0
#include "workspace/read_tail.h"

#include "temp_tree.h"
#include "test.h"

using namespace s1;

TEST_CASE("the end of a file in whole lines, numbered as in the file") {
  const test::TempTree tree;
  tree.write("log", "one\ntwo\nthree\nfour");
  const Result<workspace::Root> root = workspace::Root::open(tree.path());
  const auto check = [&](std::uint64_t limit, std::string_view bytes, std::uint32_t line, bool whole) {
    INFO(limit);
    const Result<workspace::Tail> tail = workspace::read_tail(*root, "log", limit);
    REQUIRE(tail);
    CHECK(tail->bytes == bytes);
    CHECK(tail->first_line == line);
    CHECK(tail->whole == whole);
  };
  check(100, "one\ntwo\nthree\nfour", 1, true);
  check(18, "one\ntwo\nthree\nfour", 1, true);
  check(17, "two\nthree\nfour", 2, false);
  check(11, "three\nfour", 3, false);  // begins with the line feed before "three"
  check(10, "four", 4, false);
  check(3, "", 5, false);
}

TEST_CASE("the end of what is no file, or lies outside, is an error") {
  const test::TempTree tree;
  tree.fifo("pipe");
  tree.folder("folder");
  tree.link("out", "/etc/passwd");
  const Result<workspace::Root> root = workspace::Root::open(tree.path());
  CHECK(workspace::read_tail(*root, "pipe", 10).error().code == "not-a-file");
  CHECK(workspace::read_tail(*root, "folder", 10).error().code == "not-a-file");
  CHECK(workspace::read_tail(*root, "absent", 10).error().code == "not-found");
  CHECK(workspace::read_tail(*root, "out", 10).error().code == "outside-root");
}
