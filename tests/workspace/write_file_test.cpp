// SPDX-License-Identifier: Apache-2.0
#include "workspace/write_file.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <vector>

#include "temp_tree.h"
#include "test.h"
#include "text/hash.h"
#include "workspace/temporary_name.h"
#include "workspace/walk.h"

using namespace s1::workspace;
using s1::test::read_file;
using s1::test::TempTree;

namespace {

using Action = FileWrite::Action;

FileWrite replace(const std::string& path, const std::string& old_text, const std::string& text) {
  return {path, Action::replace, text, s1::hash128(old_text)};
}

Root open(const TempTree& tree) {
  return Root::open(tree.path()).value();
}

std::string code_of(const s1::Result<void>& result) {
  return result ? "" : result.error().code;
}

std::vector<std::string> names(const std::string& folder) {
  std::vector<std::string> result;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    result.push_back(entry.path().filename().string());
  std::ranges::sort(result);
  return result;
}

struct stat status_of(const std::string& path) {
  struct stat status{};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status;
}

// A file may grow no larger: what a full disk does, without needing one.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    handler_ = ::signal(SIGXFSZ, SIG_IGN);
  }
  ~SmallFiles() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;

 private:
  rlimit before_{};
  sighandler_t handler_;
};

}  // namespace

TEST_CASE("a file is replaced, with its mode and its owner") {
  const TempTree tree;
  tree.write("sub/Dockerfile", "old\n");
  ::chmod((tree / "sub/Dockerfile").c_str(), 0640);
  if (::geteuid() == 0) REQUIRE(::chown((tree / "sub/Dockerfile").c_str(), 1234, 2345) == 0);
  const struct stat before = status_of(tree / "sub/Dockerfile");

  const std::vector writes = {replace("sub/Dockerfile", "old\n", "new\n")};
  CHECK(code_of(write_files(open(tree), writes)).empty());
  CHECK(read_file(tree / "sub/Dockerfile") == "new\n");
  const struct stat after = status_of(tree / "sub/Dockerfile");
  CHECK(after.st_mode == before.st_mode);
  CHECK(after.st_uid == before.st_uid);
  CHECK(after.st_gid == before.st_gid);
  CHECK(names(tree / "sub") == std::vector<std::string>{"Dockerfile"});
}

TEST_CASE("what may not be written is refused, and nothing is left behind") {
  struct Row {
    const char* path;
    Action action;
    const char* code;
  };
  const Row rows[] = {
      {"other", Action::replace, "changed-file"},
      {"absent", Action::replace, "not-found"},
      {"absent", Action::remove, "changed-file"},
      {"nowhere/file", Action::create, "not-found"},
      {"file", Action::create, "exists"},
      {"broken-link", Action::create, "exists"},
      {"folder", Action::replace, "not-a-file"},
      {"folder/..", Action::replace, "not-a-file"},
      {"fifo", Action::replace, "not-a-file"},
      {"link-out", Action::replace, "outside-root"},
      {"link-up", Action::replace, "outside-root"},
      {"folder-out/file", Action::replace, "outside-root"},
      {"../outside", Action::replace, "outside-root"},
      {"../outside", Action::create, "outside-root"},
      {"loop", Action::replace, "not-readable"},
      {"link-to-folder", Action::replace, "not-a-file"},
      {"read-only", Action::replace, "no-permission"},
      {"sealed/file", Action::replace, "no-permission"},
      {"sealed/new", Action::create, "no-permission"},
      {"sealed/file", Action::remove, "no-permission"},
  };
  const TempTree outside;
  outside.write("file", "text");
  const TempTree tree;
  for (const char* name : {"file", "read-only", "sealed/file", "folder/x"}) tree.write(name, "text");
  tree.write("other", "another text");
  tree.fifo("fifo");
  tree.link("link-out", outside / "file");
  tree.link("link-up", "../outside");
  tree.link("folder-out", outside.path());
  tree.link("loop", "loop");
  tree.link("broken-link", "nothing");
  tree.link("link-to-folder", "folder");
  if (::geteuid() == 0) REQUIRE(::chown(tree.path().c_str(), 65534, 65534) == 0);
  for (const char* name : {"file", "other"})
    if (::geteuid() == 0) REQUIRE(::chown((tree / name).c_str(), 65534, 65534) == 0);
  ::chmod((tree / "read-only").c_str(), 0444);
  ::chmod((tree / "sealed").c_str(), 0555);
  const std::vector<std::string> before = names(tree.path());
  {
    const s1::test::Unprivileged unprivileged;
    for (const Row& row : rows) {
      INFO(row.path << " " << row.code);
      const std::vector writes = {FileWrite{row.path, row.action, "new", s1::hash128("text")}};
      CHECK(code_of(write_files(open(tree), writes)) == row.code);
    }
  }
  CHECK(names(tree.path()) == before);
  CHECK(names(tree / "sealed") == std::vector<std::string>{"file"});
  CHECK(read_file(outside / "file") == "text");
  CHECK(read_file(tree / "read-only") == "text");
  ::chmod((tree / "sealed").c_str(), 0755);
}

TEST_CASE("through a link in the root its target is written, and the link stays") {
  const TempTree tree;
  tree.write("real/Dockerfile", "old");
  tree.link("deep/link", "../alias");
  tree.link("alias", "folder-link/Dockerfile");
  tree.link("folder-link", "real");
  for (const OpenWay way : {OpenWay::openat2, OpenWay::components}) {
    tree.write("real/Dockerfile", "old");
    const std::vector writes = {replace("deep/link", "old", "new")};
    CHECK(code_of(write_files(Root::open(tree.path(), way).value(), writes)).empty());
    CHECK(read_file(tree / "real/Dockerfile") == "new");
    CHECK(S_ISLNK(status_of(tree / "deep/link").st_mode));
    CHECK(S_ISLNK(status_of(tree / "alias").st_mode));
    CHECK(S_ISREG(status_of(tree / "real/Dockerfile").st_mode));
  }
  // Two names of one place would undo each other.
  const std::vector twice = {replace("alias", "new", "a"), replace("real/Dockerfile", "new", "b")};
  CHECK(code_of(write_files(open(tree), twice)) == "same-file");
  CHECK(read_file(tree / "real/Dockerfile") == "new");
}

TEST_CASE("files are created and removed") {
  const TempTree tree;
  tree.write("gone", "old");
  const std::vector<FileWrite> writes = {{"made", Action::create, "text", ""},
                                         {"gone", Action::remove, "", s1::hash128("old")}};
  CHECK(code_of(write_files(open(tree), writes)).empty());
  CHECK(read_file(tree / "made") == "text");
  CHECK(names(tree.path()) == std::vector<std::string>{"made"});
}

TEST_CASE("a file that changes between reading and writing is refused, whatever way it changes") {
  const TempTree tree;
  const auto path = tree / "f";
  struct Row {
    const char* what;
    void (*change)(const TempTree&);
    bool refused;
  };
  const Row rows[] = {
      {"nothing", [](const TempTree&) {}, false},
      {"written in place", [](const TempTree& t) { t.write("f", "theirs"); }, true},
      {"written in place, the same length", [](const TempTree& t) { t.write("f", "OLD"); }, true},
      {"replaced by one of the same text",
       [](const TempTree& t) {
         t.write("g", "old");
         std::filesystem::rename(t / "g", t / "f");
       },
       true},
      {"deleted", [](const TempTree& t) { std::filesystem::remove(t / "f"); }, true},
      {"made a link",
       [](const TempTree& t) {
         t.write("g", "old");
         std::filesystem::remove(t / "f");
         t.link("f", "g");
       },
       true},
      {"given another mode", [](const TempTree& t) { ::chmod((t / "f").c_str(), 0600); }, true},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    std::filesystem::remove(path);
    std::filesystem::remove(tree / "g");
    tree.write("f", "old");
    ::chmod(path.c_str(), 0644);
    const Root root = open(tree);
    {
      s1::Result<PreparedWrite> write = PreparedWrite::prepare(root, replace("f", "old", "new"));
      REQUIRE(write.has_value());
      CHECK(read_file(path) == "old");  // nothing is seen of it yet
      row.change(tree);
      CHECK(code_of(write->commit(root)) == (row.refused ? "changed-file" : ""));
    }
    CHECK(std::ranges::none_of(names(tree.path()), is_temporary_name));
    CHECK((std::filesystem::exists(path) && read_file(path) == "new") == !row.refused);
  }
}

TEST_CASE("a folder that is swapped for a link while a file is written gains nothing") {
  const TempTree outside;
  outside.write("f", "old");
  const TempTree tree;
  tree.write("a/f", "old");
  const Root root = open(tree);
  s1::Result<PreparedWrite> write = PreparedWrite::prepare(root, replace("a/f", "old", "new"));
  REQUIRE(write.has_value());
  std::filesystem::rename(tree / "a", tree / "b");
  tree.link("a", outside.path());
  CHECK(code_of(write->commit(root)) == "outside-root");
  CHECK(read_file(tree / "b/f") == "old");
  CHECK(names(outside.path()) == std::vector<std::string>{"f"});
  CHECK(read_file(outside / "f") == "old");
}

TEST_CASE("where the text does not fit on the disk the old file stays, and no temporary one") {
  const TempTree tree;
  tree.write("f", "old");
  {
    const SmallFiles limit(100);
    const std::vector writes = {replace("f", "old", std::string(101, 'x'))};
    CHECK(code_of(write_files(open(tree), writes)) == "not-writable");
  }
  CHECK(read_file(tree / "f") == "old");
  CHECK(names(tree.path()) == std::vector<std::string>{"f"});
}

TEST_CASE("of several files all are checked first, and a failure midway names what was written") {
  const TempTree tree;
  for (const char* name : {"a", "b", "c"}) tree.write(name, "old");
  const std::vector refused = {replace("a", "old", "new"), replace("b", "not this", "new")};
  CHECK(code_of(write_files(open(tree), refused)) == "changed-file");
  CHECK(read_file(tree / "a") == "old");

  const std::vector three = {replace("a", "old", "new"), replace("b", "old", "new"), replace("c", "old", "new")};
  for (const bool first : {true, false}) {
    const Root root = open(tree);
    s1::Result<std::vector<PreparedWrite>> prepared = prepare_all(root, three);
    REQUIRE(prepared.has_value());
    tree.write(first ? "a" : "b", "theirs");
    const s1::Result<void> done = commit_all(root, *prepared);
    CHECK(code_of(done) == (first ? "changed-file" : "partly-written"));
    CHECK((done.error().what.find("; written: a; not written: b, c") != std::string::npos) == !first);
    CHECK(read_file(tree / "a") == (first ? "theirs" : "new"));
    CHECK(read_file(tree / "c") == "old");
    tree.write("a", "old");
  }

  std::filesystem::remove(tree / "b");
  std::filesystem::create_hard_link(tree / "a", tree / "b");
  const std::vector<FileWrite> same_inode = {replace("a", "old", "new"), replace("b", "old", "new")};
  CHECK(code_of(write_files(open(tree), same_inode)).empty());  // two names of one file, each replaced
  CHECK(read_file(tree / "a") == "new");
  CHECK(read_file(tree / "b") == "new");

  const std::vector<FileWrite> clash = {
      {"d", Action::create, "1", ""}, replace("c", "old", "new"), {"sub/../d", Action::create, "2", ""}};
  tree.folder("sub");
  const s1::Result<void> same = write_files(open(tree), clash);
  CHECK(code_of(same) == "same-file");
  CHECK(read_file(tree / "c") == "old");
}

TEST_CASE("more files in more folders are written than a process may have open") {
  const TempTree tree;
  std::vector<FileWrite> writes;
  for (int i = 0; i < 100; ++i) {
    const std::string path = "d" + std::to_string(i) + "/f";
    tree.write(path, "old");
    writes.push_back(replace(path, "old", "new"));
  }
  const Root root = open(tree);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit few{40, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  const std::string code = code_of(write_files(root, writes));
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK(code.empty());
  CHECK(read_file(tree / "d99/f") == "new");
  CHECK(names(tree / "d99") == std::vector<std::string>{"f"});
}

TEST_CASE("what a killed write left is passed over by scans") {
  const TempTree tree;
  const std::string left = std::string(kTemporaryPrefix) + std::string(32, 'a') + std::string(kTemporarySuffix);
  CHECK(is_temporary_name(left));
  CHECK_FALSE(is_temporary_name(".s1-infra-notes.tmp"));
  tree.write("Dockerfile", "FROM a\n");
  tree.write(left, "FROM a\n");
  const auto inventory = walk(open(tree), "");
  REQUIRE(inventory.has_value());
  REQUIRE(inventory->files.size() == 1);
  CHECK(inventory->seen == 1);
  CHECK(inventory->problems.empty());
}
