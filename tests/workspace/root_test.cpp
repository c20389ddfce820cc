// SPDX-License-Identifier: Apache-2.0
#include "workspace/root.h"

#include <sys/sysmacros.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "temp_tree.h"
#include "test.h"

using namespace s1::workspace;
using s1::test::TempTree;

namespace {

constexpr std::uint64_t kLimit = 1 << 20;

std::string code(const s1::Result<std::string>& result) {
  return result ? "" : result.error().code;
}

}  // namespace

TEST_CASE("a root says why it cannot be opened") {
  const TempTree tree;
  tree.write("file", "");
  CHECK(Root::open(tree.path())->absolute_path() == tree.path());
  CHECK(Root::open(tree.path() + "/.//")->absolute_path() == tree.path());
  CHECK(Root::open(tree / "nothing").error().code == "not-found");
  CHECK(Root::open(tree / "file").error().code == "not-a-folder");
  tree.folder("closed");
  std::filesystem::permissions(tree / "closed", std::filesystem::perms::none);
  std::filesystem::permissions(tree.path(), std::filesystem::perms::all);
  const s1::test::Unprivileged user;
  CHECK(Root::open(tree / "closed").error().code == "no-permission");
}

TEST_CASE("reading gives the bytes, or says why not") {
  const auto way = GENERATE(std::optional<OpenWay>(), std::optional(OpenWay::components));
  const TempTree outside;
  outside.write("secret", "outside");
  const TempTree tree;
  tree.write("a/file", std::string("x\0y\xFF\n", 5));
  tree.write("empty", "");
  tree.link("in", "a/file");
  tree.link("out", outside / "secret");
  tree.link("out-folder", outside.path());
  tree.link("loop", "loop");
  tree.fifo("fifo");
  tree.socket("socket");
  const Root root = *Root::open(tree.path(), way);

  CHECK(*root.read("a/file", kLimit) == std::string("x\0y\xFF\n", 5));
  CHECK(*root.read("in", kLimit) == std::string("x\0y\xFF\n", 5));
  CHECK(root.read("empty", 0)->empty());
  CHECK(root.read("a/file", 5)->size() == 5);
  CHECK(code(root.read("a/file", 4)) == "too-large");
  CHECK(code(root.read("nothing", kLimit)) == "not-found");
  CHECK(code(root.read("a/file/x", kLimit)) == "not-found");
  CHECK(code(root.read("out", kLimit)) == "outside-root");
  CHECK(code(root.read("out-folder/secret", kLimit)) == "outside-root");
  CHECK(code(root.read("../x", kLimit)) == "outside-root");
  CHECK(code(root.read(outside / "secret", kLimit)) == "outside-root");
  CHECK(code(root.read("loop", kLimit)) == "not-readable");
  CHECK(code(root.read("", kLimit)) == "not-a-file");
  CHECK(code(root.read("a", kLimit)) == "not-a-file");
  CHECK(code(root.read("fifo", kLimit)) == "not-a-file");
  CHECK(code(root.read("socket", kLimit)) == "not-a-file");
  CHECK(root.read("fi\x1b[31mfo", kLimit).error().where == "fi\\u{1b}[31mfo");
}

TEST_CASE("devices are not opened") {
  const TempTree tree;
  if (::mknod((tree / "zero").c_str(), S_IFCHR | 0600, makedev(1, 5)) != 0) {
    WARN("skipped: devices are not opened: mknod is not allowed here");
    return;
  }
  CHECK(code(Root::open(tree.path())->read("zero", kLimit)) == "not-a-file");
}

TEST_CASE("a file without permission is said to be one") {
  const TempTree tree;
  tree.write("file", "x");
  std::filesystem::permissions(tree.path(), std::filesystem::perms::all);
  std::filesystem::permissions(tree / "file", std::filesystem::perms::none);
  const s1::test::Unprivileged user;
  CHECK(code(Root::open(tree.path())->read("file", kLimit)) == "no-permission");
}

TEST_CASE("a huge file costs nothing") {
  const TempTree tree;
  tree.write("huge", "");
  std::filesystem::resize_file(tree / "huge", 5ULL << 30);
  CHECK(code(Root::open(tree.path())->read("huge", kLimit)) == "too-large");
}

TEST_CASE("a file that changes while it is read is not taken for either state") {
  const TempTree tree;
  constexpr std::uintmax_t size = 64 << 20;  // long enough to read for the writer to come in between
  const auto change = GENERATE(0, 1, 2);     // grow, shrink, rewrite in place
  tree.write("file", "");
  std::filesystem::resize_file(tree / "file", size);
  const Root root = *Root::open(tree.path());
  std::jthread writer([&](const std::stop_token& stop) {
    std::uintmax_t now = size;
    while (!stop.stop_requested()) {
      if (change == 2) {
        std::fstream(tree / "file", std::ios::in | std::ios::out | std::ios::binary) << "new";
      } else {
        now = change == 0 ? now + 1 : now - 1;
        std::filesystem::resize_file(tree / "file", now);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  bool noticed = false;
  for (int attempt = 0; attempt < 20 && !noticed; ++attempt)
    noticed = code(root.read("file", 2 * size)) == "changed-while-read";
  CHECK(noticed);
}

TEST_CASE("what a user names becomes a path relative to the root") {
  const TempTree outside;
  outside.write("secret", "");
  const TempTree tree;
  tree.write("a/b/file", "");
  tree.link("to-b", "a/b");
  tree.link("to-file", "a/b/file");
  tree.link("out", outside / "secret");
  tree.link("dangling", "nothing");
  outside.link("to-root", tree.path());
  const Root root = *Root::open(tree.path());

  struct Case {
    std::string given, expected;  // an error's code after '!'
  };
  const Case cases[] = {
      {tree.path(), ""},
      {tree.path() + "/", ""},
      {tree / ".", ""},
      {tree / "a/..", ""},
      {tree / "a", "a"},
      {tree / "a/", "a"},
      {tree / "a//b/./file", "a/b/file"},
      {tree / "a/b/../b/file", "a/b/file"},
      {tree / "to-b/file", "a/b/file"},
      {tree / "to-file", "to-file"},
      {tree / "out", "out"},
      {tree / "dangling", "dangling"},
      {outside / "to-root", ""},
      {outside / "to-root/a", "a"},
      {tree / "nothing", "!not-found"},
      {tree / "nothing/x", "!not-found"},
      {outside / "secret", "!outside-root"},
      {outside.path(), "!outside-root"},
      {tree / "..", "!outside-root"},
      {tree.path() + "x", "!outside-root"},
      {outside / "nothing", "!outside-root"},
      {"/", "!outside-root"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.given);
    const auto result = root.relative(c.given);
    CHECK((result ? *result : "!" + result.error().code) == c.expected);
  }

  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(tree / "a");
  CHECK(*root.relative("b/file") == "a/b/file");
  CHECK(*root.relative("") == "a");
  CHECK(*root.relative(".") == "a");
  CHECK(root.relative("..")->empty());
  CHECK(code(root.relative("../..")) == "outside-root");
  std::filesystem::current_path(before);

  CHECK(*Root::open("/")->relative(tree / "a") == (tree / "a").substr(1));
}
