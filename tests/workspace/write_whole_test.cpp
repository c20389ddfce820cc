// SPDX-License-Identifier: Apache-2.0
#include "workspace/write_whole.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "temp_tree.h"
#include "test.h"
#include "workspace/descriptor.h"

using s1::test::read_file;
using s1::test::TempTree;
using s1::workspace::Special;

namespace {

s1::Result<void> write_whole(const std::string& path, const std::string& text, Special special) {
  return s1::workspace::write_whole(path, [&](const s1::TextSink& sink) { sink(text); }, special);
}

std::string code_of(const s1::Result<void>& result) {
  return result ? "" : result.error().code;
}

struct stat status_of(const std::string& path) {
  struct stat status{};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status;
}

}  // namespace

TEST_CASE("a file outside any root is replaced whole, with its mode and owner, and links keep being links") {
  const TempTree tree;
  tree.write("old", "before");
  REQUIRE(::chmod((tree / "old").c_str(), 0640) == 0);
  if (::geteuid() == 0) REQUIRE(::chown((tree / "old").c_str(), 65534, 65534) == 0);
  const struct stat before = status_of(tree / "old");
  std::filesystem::create_hard_link(tree / "old", tree / "held");
  tree.link("link", "old");
  tree.link("dangling", "sub/new");
  tree.folder("sub");
  for (const char* name : {"old", "link", "dangling", "sub/other"}) {
    INFO(name);
    CHECK(code_of(write_whole(tree / name, std::string("after ") + name, Special::refuse)).empty());
    CHECK(read_file(tree / name) == std::string("after ") + name);
  }
  const struct stat after = status_of(tree / "old");
  CHECK(read_file(tree / "held") == "before");  // replaced, not written over
  CHECK(after.st_mode == before.st_mode);
  CHECK(after.st_uid == before.st_uid);
  CHECK(after.st_gid == before.st_gid);
  CHECK(S_ISLNK(status_of(tree / "link").st_mode));
  CHECK(S_ISLNK(status_of(tree / "dangling").st_mode));
  CHECK(read_file(tree / "sub/new") == "after dangling");
  CHECK(std::distance(std::filesystem::directory_iterator(tree.path()), {}) == 5);  // nothing is left beside them
}

TEST_CASE("what cannot be written stays as it is") {
  const TempTree tree;
  tree.link("nowhere", "no/such/folder/file");
  tree.link("loop", "loop");
  tree.folder("folder");
  tree.write("locked", "before");
  REQUIRE(::chmod((tree / "locked").c_str(), 0444) == 0);
  REQUIRE(::chmod(tree.path().c_str(), 0777) == 0);
  CHECK(code_of(write_whole(tree / "nowhere", "x", Special::write_to)) == "not-found");
  CHECK(code_of(write_whole(tree / "loop", "x", Special::write_to)) == "not-readable");
  CHECK(code_of(write_whole(tree / "folder", "x", Special::write_to)) == "not-a-file");
  {
    const s1::test::Unprivileged user;
    CHECK(code_of(write_whole(tree / "locked", "x", Special::write_to)) == "no-permission");
  }
  CHECK(read_file(tree / "locked") == "before");
  CHECK(std::distance(std::filesystem::directory_iterator(tree.path()), {}) == 4);
}

TEST_CASE("a text that comes in many pieces is written whole, and not beyond a failure") {
  const TempTree tree;
  const std::string line(999, 'x'), large(700'000, 'y');
  std::string expected;
  const s1::TextProducer text = [&](const s1::TextSink& sink) {
    for (int i = 0; i < 1000; ++i) {
      sink(line);
      if (i % 300 == 0) sink(large);
    }
  };
  text([&](std::string_view piece) { expected += piece; });
  REQUIRE(s1::workspace::write_whole(tree / "f", text, Special::refuse).has_value());
  CHECK(read_file(tree / "f") == expected);
  CHECK(code_of(s1::workspace::write_whole("/dev/full", text, Special::write_to)) == "no-space");
}

TEST_CASE("a pipe is written to, or refused without waiting for its reader") {
  const TempTree tree;
  tree.fifo("pipe");
  CHECK(code_of(write_whole(tree / "pipe", "x", Special::refuse)) == "not-a-file");
  const s1::workspace::Descriptor reader(::open((tree / "pipe").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  REQUIRE(write_whole(tree / "pipe", "text", Special::write_to).has_value());
  char bytes[8];
  CHECK(::read(reader.get(), bytes, sizeof bytes) == 4);
  CHECK(S_ISFIFO(status_of(tree / "pipe").st_mode));
  CHECK(code_of(write_whole("/dev/full", "x", Special::write_to)) == "no-space");
}
