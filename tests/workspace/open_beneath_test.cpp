// SPDX-License-Identifier: Apache-2.0
#include "workspace/open_beneath.h"

#include <cerrno>
#include <string>

#include "temp_tree.h"
#include "test.h"

using namespace s1::workspace;
using s1::test::TempTree;

namespace {

std::string read(const Descriptor& file) {
  std::string text(100, '\0');
  const ssize_t length = ::read(file.get(), text.data(), text.size());
  text.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  return text;
}

// Where openat2 is forbidden there is only one way to test.
std::vector<OpenWay> ways() {
  if (supported_open_way(AT_FDCWD) == OpenWay::components) return {OpenWay::components};
  return {OpenWay::openat2, OpenWay::components};
}

}  // namespace

TEST_CASE("open_beneath reaches what lies in the folder and nothing else, in both ways") {
  const TempTree outside;
  outside.write("secret", "outside");
  const TempTree tree;
  tree.write("a/b/file", "inside");
  tree.link("to-file", "a/b/file");
  tree.link("to-folder", "a/b");
  tree.link("a/up", "../a/b/../b");
  tree.link("a/b/over-root", "../../../" + tree.path().substr(tree.path().rfind('/') + 1) + "/a/b/file");
  tree.link("absolute-inside", tree / "a/b/file");
  tree.link("absolute-outside", outside / "secret");
  tree.link("relative-outside", "../" + outside.path().substr(outside.path().rfind('/') + 1) + "/secret");
  tree.link("self", "self");
  tree.link("ping", "pong");
  tree.link("pong", "ping");
  tree.link("dangling", "a/nothing");
  for (int i = 0; i < 41; ++i)
    tree.link("chain" + std::to_string(i), i == 40 ? "a/b/file" : "chain" + std::to_string(i + 1));

  struct Case {
    std::string path;
    Links links;
    int error;  // 0: "inside" is read
  };
  const Case cases[] = {
      {"a/b/file", Links::follow_inside, 0},
      {"a/b/file", Links::refuse, 0},
      {"./a//b/./file", Links::refuse, 0},
      {"a/b/../b/file", Links::follow_inside, 0},
      {"a/b/../../a/b/file", Links::refuse, 0},
      {"to-file", Links::follow_inside, 0},
      {"to-file", Links::refuse, ELOOP},
      {"to-folder/file", Links::follow_inside, 0},
      {"to-folder/file", Links::refuse, ELOOP},
      {"to-folder/../b/file", Links::follow_inside, 0},
      {"a/up/file", Links::follow_inside, 0},
      {"chain1", Links::follow_inside, 0},
      {"chain0", Links::follow_inside, ELOOP},
      {"..", Links::follow_inside, EXDEV},
      {"../x", Links::follow_inside, EXDEV},
      {"a/../../x", Links::follow_inside, EXDEV},
      {outside / "secret", Links::follow_inside, EXDEV},
      {tree / "a/b/file", Links::follow_inside, EXDEV},
      {"a/b/over-root", Links::follow_inside, EXDEV},
      {"absolute-inside", Links::follow_inside, EXDEV},
      {"absolute-outside", Links::follow_inside, EXDEV},
      {"relative-outside", Links::follow_inside, EXDEV},
      {"self", Links::follow_inside, ELOOP},
      {"ping", Links::follow_inside, ELOOP},
      {"dangling", Links::follow_inside, ENOENT},
      {"a/nothing", Links::follow_inside, ENOENT},
      {"a/b/file/x", Links::follow_inside, ENOTDIR},
      {std::string("a\0b", 3), Links::follow_inside, EINVAL},
  };
  const Descriptor folder(::open(tree.path().c_str(), O_RDONLY | O_DIRECTORY));
  for (const OpenWay way : ways()) {
    for (const Case& c : cases) {
      CAPTURE(static_cast<int>(way), c.path, static_cast<int>(c.links));
      const auto opened = open_beneath(folder.get(), c.path, O_RDONLY, c.links, way);
      CHECK((opened ? 0 : opened.error()) == c.error);
      if (opened) CHECK(read(*opened) == "inside");
    }
    CHECK(open_beneath(folder.get(), "", O_RDONLY | O_DIRECTORY, Links::refuse, way));
    CHECK(open_beneath(folder.get(), "a/b", O_RDONLY | O_DIRECTORY, Links::refuse, way));
    CHECK(open_beneath(folder.get(), "to-file", O_PATH, Links::follow_inside, way));
    CHECK(open_beneath(folder.get(), "to-file", O_PATH, Links::refuse, way).error() == ELOOP);
  }
}

TEST_CASE("open_beneath takes paths longer than the kernel does") {
  const TempTree tree;
  const Descriptor folder(::open(tree.path().c_str(), O_RDONLY | O_DIRECTORY));
  const std::string name(200, 'd');
  std::string path;
  Descriptor at(::dup(folder.get()));
  for (int i = 0; i < 40; ++i) {
    REQUIRE(::mkdirat(at.get(), name.c_str(), 0700) == 0);
    at = Descriptor(::openat(at.get(), name.c_str(), O_RDONLY | O_DIRECTORY));
    path += name + "/";
  }
  REQUIRE(path.size() > PATH_MAX);
  CHECK(open_beneath(folder.get(), path, O_RDONLY | O_DIRECTORY, Links::refuse, supported_open_way(folder.get())));
}
