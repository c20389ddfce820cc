// SPDX-License-Identifier: Apache-2.0
// Changes since a commit, in real repositories that git makes in temporary folders.
#include "workspace/git_changes.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "git_test_repository.h"
#include "test.h"

namespace {

using s1::workspace::changes_since;
using s1::workspace::FileChange;
using s1::workspace::GitChanges;
using s1::workspace::LineRange;
using s1::workspace::Root;

using Repository = s1::test::GitRepository;

s1::Result<GitChanges> since(const std::string& folder, const std::string& ref, std::vector<std::string> paths) {
  const auto root = Root::open(folder);
  REQUIRE(root.has_value());
  return changes_since(*root, ref, paths);
}

std::string lines(int count) {
  std::string text;
  for (int i = 1; i <= count; ++i) text += "RUN step " + std::to_string(i) + "\n";
  return text;
}

FileChange change_of(const GitChanges& changes, const std::string& path) {
  const auto at = changes.files.find(path);
  return at == changes.files.end() ? FileChange{} : at->second;
}

}  // namespace

TEST_CASE("lines that were changed, added and removed since a commit, whether or not they are staged") {
  const Repository repository;
  repository.write("Dockerfile", lines(20));
  repository.write("same", lines(3));
  repository.commit();

  std::string text = lines(20);
  text.replace(text.find("RUN step 3\n"), 11, "RUN other\n");         // line 3
  text.insert(text.find("RUN step 10\n"), "RUN new a\nRUN new b\n");  // lines 10 and 11
  text.replace(text.find("RUN step 15\n"), 24, "");                   // 15 and 16 are gone: they were 17 and 18
  repository.write("Dockerfile", text);
  repository.write("untracked/Dockerfile", lines(2));
  repository.write(".gitignore", "ignored\n");
  repository.write("ignored", lines(2));
  const std::vector<LineRange> expected = {{3, 3}, {10, 11}, {16, 17}};
  for (const bool staged : {false, true}) {
    if (staged) repository.git({"add", "-A"});
    const auto changes = since(repository.path(), "HEAD", {"Dockerfile", "same", "untracked/Dockerfile", "ignored"});
    REQUIRE(changes.has_value());
    CHECK(changes->base.size() == 40);
    CHECK(changes->problems.empty());
    CHECK(change_of(*changes, "Dockerfile") == FileChange{false, "", expected});
    CHECK_FALSE(changes->files.contains("same"));
    CHECK(change_of(*changes, "untracked/Dockerfile").is_new);
    CHECK(change_of(*changes, "ignored").is_new);
  }
}

TEST_CASE("a change touches what shares a line with it") {
  const FileChange change{false, "", {{3, 3}, {10, 12}}};
  CHECK_FALSE(change.touches({1, 2}));
  CHECK(change.touches({1, 3}));
  CHECK(change.touches({3, 3}));
  CHECK_FALSE(change.touches({4, 9}));
  CHECK(change.touches({4, 10}));
  CHECK(change.touches({11, 11}));
  CHECK(change.touches({12, 40}));
  CHECK_FALSE(change.touches({13, 40}));
  CHECK(FileChange{true, "", {}}.touches({1, 1}));
}

TEST_CASE("the base is where the branch left the reference") {
  const Repository repository;
  repository.write("a", lines(3));
  repository.write("b", lines(3));
  repository.commit();
  repository.git({"checkout", "-q", "-b", "topic"});
  repository.write("a", "RUN topic\n" + lines(3));
  repository.commit();
  repository.git({"checkout", "-q", "main"});
  repository.write("b", "RUN main\n" + lines(3));
  repository.commit();
  repository.git({"tag", "-a", "v1", "-m", "one"});
  repository.git({"checkout", "-q", "topic"});
  for (const char* ref : {"main", "v1", "refs/heads/main", "HEAD~1"}) {
    INFO(ref);
    const auto changes = since(repository.path(), ref, {"a", "b"});
    REQUIRE(changes.has_value());
    CHECK(change_of(*changes, "a").lines == std::vector<LineRange>{{1, 1}});
    CHECK_FALSE(changes->files.contains("b"));
  }
}

TEST_CASE("histories without a common commit are compared as they stand, and that is said") {
  const Repository repository;
  repository.write("a", lines(3));
  repository.commit();
  repository.git({"checkout", "-q", "--orphan", "other"});
  repository.write("a", lines(4));
  repository.commit();
  const auto changes = since(repository.path(), "main", {"a"});
  REQUIRE(changes.has_value());
  CHECK(change_of(*changes, "a").lines == std::vector<LineRange>{{4, 4}});
  REQUIRE(changes->problems.size() == 1);
  CHECK(changes->problems[0].code == "no-merge-base");
}

TEST_CASE("renames are followed, equal or half of it left; a copy is new") {
  const Repository repository;
  repository.write("api/Dockerfile", lines(10));
  repository.write("web/Dockerfile", "FROM web\n" + lines(10));
  repository.write("deploy.yaml", lines(10) + "kind: A\n");
  repository.commit();
  repository.git({"mv", "api", "services"});
  repository.git({"mv", "deploy.yaml", "k8s.yaml"});
  repository.write("k8s.yaml", lines(10) + "kind: B\n");
  repository.write("copy/Dockerfile", "FROM web\n" + lines(10));
  repository.write("far.yaml", "kind: C\n");
  const auto changes =
      since(repository.path(), "HEAD", {"services/Dockerfile", "k8s.yaml", "copy/Dockerfile", "far.yaml"});
  REQUIRE(changes.has_value());
  CHECK(change_of(*changes, "services/Dockerfile") == FileChange{false, "api/Dockerfile", {}});
  CHECK(change_of(*changes, "k8s.yaml") == FileChange{false, "deploy.yaml", {{11, 11}}});
  CHECK(change_of(*changes, "far.yaml").is_new);
  // Ten of eleven lines are those of api/Dockerfile, which is gone.
  CHECK(change_of(*changes, "copy/Dockerfile").renamed_from == "api/Dockerfile");
  repository.write("api/Dockerfile", lines(10));
  CHECK(change_of(*since(repository.path(), "HEAD", {"copy/Dockerfile"}), "copy/Dockerfile").is_new);
}

TEST_CASE("a rename is seen between the names that files of one kind have") {
  const std::pair<const char*, const char*> table[] = {
      {"Dockerfile", "Dockerfile.web"},
      {"Dockerfile", "docker/web.Dockerfile"},
      {"Dockerfile.go", "Containerfile"},
      {"deploy.yml", "deploy.yaml"},
      {"compose.yml", "docker-compose.yaml"},
      {"ci/Jenkinsfile", "ci/build.groovy"},
      {"stack.template", "stack.yaml"},
      {"main.tf", "main.tofu"},
      {".env", "prod.env"},
      {"Dockerfile", "web-dockerfile.v2"},
  };
  for (const auto& [before, after] : table) {
    INFO(before << " -> " << after);
    const Repository repository;
    repository.write(before, lines(10));
    repository.write("other.json", lines(10));
    repository.commit();
    std::filesystem::remove(repository / before);
    std::filesystem::remove(repository / "other.json");
    repository.write(after, lines(10) + "RUN more\n");
    const auto changes = since(repository.path(), "HEAD", {after});
    REQUIRE(changes.has_value());
    CHECK(change_of(*changes, after) == FileChange{false, before, {{11, 11}}});
  }
  const Repository repository;
  repository.write("notes.yaml", lines(10));
  repository.commit();
  repository.git({"mv", "notes.yaml", "Dockerfile"});
  CHECK(change_of(*since(repository.path(), "HEAD", {"Dockerfile"}), "Dockerfile").is_new);
}

TEST_CASE("of equal files that are gone the one of the same name is taken, then the one of the same folder") {
  const Repository repository;
  for (const char* path : {"a/Dockerfile", "b/Dockerfile.old", "c/Dockerfile.new"}) repository.write(path, lines(4));
  repository.commit();
  for (const char* path : {"a", "b", "c"}) std::filesystem::remove_all(repository / path);
  for (const char* path : {"b/Dockerfile.new", "b/Dockerfile.dev", "d/Dockerfile.dev"})
    repository.write(path, lines(4));
  const auto changes = since(repository.path(), "HEAD", {"b/Dockerfile.new", "b/Dockerfile.dev", "d/Dockerfile.dev"});
  REQUIRE(changes.has_value());
  CHECK(change_of(*changes, "b/Dockerfile.new").renamed_from == "c/Dockerfile.new");
  CHECK(change_of(*changes, "b/Dockerfile.dev").renamed_from == "b/Dockerfile.old");
  CHECK(change_of(*changes, "d/Dockerfile.dev").renamed_from == "a/Dockerfile");
}

TEST_CASE("the root may be a folder of the repository, or a worktree") {
  const Repository repository;
  repository.write("services/api/Dockerfile", lines(3));
  repository.write("Dockerfile", lines(9));
  repository.commit();
  repository.write("services/api/Dockerfile", lines(4));
  const auto below = since(repository / "services/api", "HEAD", {"Dockerfile"});
  REQUIRE(below.has_value());
  CHECK(change_of(*below, "Dockerfile").lines == std::vector<LineRange>{{4, 4}});
  repository.write("services/new/Dockerfile", lines(1));
  CHECK(change_of(*since(repository / "services/new", "HEAD", {"Dockerfile"}), "Dockerfile").is_new);

  const s1::test::TempTree elsewhere;
  repository.git({"worktree", "add", "-q", elsewhere / "tree", "-b", "side"});
  elsewhere.write("tree/Dockerfile", "RUN side\n" + lines(9));
  const auto changes = since(elsewhere / "tree", "main", {"Dockerfile", "services/api/Dockerfile"});
  REQUIRE(changes.has_value());
  CHECK(change_of(*changes, "Dockerfile").lines == std::vector<LineRange>{{1, 1}});
  CHECK(changes->files.size() == 1);
}

TEST_CASE("other line ends in the working folder change no line") {
  const Repository repository;
  repository.write("a", "one\ntwo\nthree\n");
  repository.commit();
  repository.write("a", "one\r\nzwei\r\nthree\r\n");
  CHECK(change_of(*since(repository.path(), "HEAD", {"a"}), "a").lines == std::vector<LineRange>{{2, 2}});
}

TEST_CASE("what the repository says about its work folder, its ignore files and its owner means nothing") {
  const Repository repository;
  repository.write("a", lines(3));
  repository.commit();
  repository.write("a", lines(4));
  repository.git({"config", "core.worktree", "/etc"});
  repository.git({"config", "core.excludesFile", "/etc/passwd"});
  repository.git({"config", "core.fsmonitor", "touch /tmp/s1-infra-must-not-exist"});
  repository.link(".gitignore", "/etc/passwd");
  if (::geteuid() == 0) REQUIRE(::chown((repository / ".git").c_str(), 65534, 65534) == 0);
  const auto changes = since(repository.path(), "HEAD", {"a"});
  REQUIRE(changes.has_value());
  CHECK(change_of(*changes, "a").lines == std::vector<LineRange>{{4, 4}});
}

TEST_CASE("a file that leads out of the root is not read: it counts as new") {
  const Repository repository;
  repository.write("a", lines(3));
  repository.commit();
  std::filesystem::remove(repository / "a");
  repository.link("a", "/etc/passwd");
  CHECK(change_of(*since(repository.path(), "HEAD", {"a"}), "a").is_new);
}

TEST_CASE("without a repository, with an unknown reference or a broken folder the error says what to do") {
  const s1::test::TempTree plain;
  const auto none = since(plain.path(), "HEAD", {});
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == "no-repository");

  const Repository repository;
  const auto empty = since(repository.path(), "HEAD", {});
  REQUIRE_FALSE(empty.has_value());
  CHECK(empty.error().code == "unknown-ref");
  repository.write("a", lines(1));
  repository.commit();
  repository.git({"branch", "release/2026"});
  for (const char* wrong : {"release/2025", "releese/2026", "Release/2026"}) {
    const auto unknown = since(repository.path(), wrong, {});
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().code == "unknown-ref");
    CHECK(unknown.error().hint.find("release/2026") != std::string::npos);
  }
  for (const char* wrong : {"", "HEAD:a", "HEAD^{tree}", "HEAD~7", "\x1b[31m", "--output=/tmp/x", ":/["}) {
    INFO(wrong);
    CHECK(since(repository.path(), wrong, {}).error().code == "unknown-ref");
  }

  std::filesystem::remove(repository / ".git/HEAD");
  CHECK(since(repository.path(), "HEAD", {}).error().code == "bad-repository");
}

TEST_CASE("a repository whose form libgit2 does not know is not called broken") {
  const Repository repository;
  repository.write("a", lines(1));
  repository.commit();
  repository.git({"config", "core.repositoryformatversion", "1"});
  // As `git init --object-format=sha256` sets it.
  repository.git({"config", "extensions.objectformat", "sha256"});
  const auto refused = since(repository.path(), "main", {});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == "unsupported-repository");
  CHECK(refused.error().hint.find("fsck") == std::string::npos);
}

TEST_CASE("a FIFO in git's folder is refused, not waited for") {
  const Repository repository;
  repository.write("a", lines(1));
  repository.commit();
  std::filesystem::remove(repository / ".git/refs/heads/main");
  repository.fifo(".git/refs/heads/main");
  CHECK(since(repository.path(), "main", {}).error().code == "bad-repository");
}

TEST_CASE("a hostile git folder is refused before anything in it is opened, and no path of it is told") {
  const auto plain = [](const s1::test::TempTree& tree, const std::string& folder) {
    tree.write(folder + "/HEAD", "ref: refs/heads/main\n");
    tree.folder(folder + "/refs/heads");
    tree.folder(folder + "/objects/pack");
    tree.folder(folder + "/objects/info");
  };
  const auto config = [&](const char* text) {
    return [=](const s1::test::TempTree& tree) {
      plain(tree, "root/.git");
      tree.write("root/.git/config", text);
      tree.fifo("pipe");
    };
  };
  const std::pair<const char*, std::function<void(const s1::test::TempTree&)>> table[] = {
      {"a FIFO where a gitfile leads",
       [&](const auto& tree) {
         tree.write("root/.git", "gitdir: ../evil\n");
         plain(tree, "evil");
         tree.fifo("evil/config");
       }},
      {"a gitfile that leads to no folder of git",
       [&](const auto& tree) { tree.write("root/.git", "gitdir: /usr\n"); }},
      {"a gitfile that is a FIFO", [&](const auto& tree) { tree.fifo("root/.git"); }},
      {"a folder that is a link",
       [&](const auto& tree) {
         plain(tree, "root/.git");
         tree.fifo("evil/main");
         tree.link("root/.git/refs/remotes", "../../../evil");
       }},
      {"a file that is a link",
       [&](const auto& tree) {
         plain(tree, "root/.git");
         tree.link("root/.git/packed-refs", "/etc/passwd");
       }},
      {"a FIFO among the hooks",
       [&](const auto& tree) {
         plain(tree, "root/.git");
         tree.fifo("root/.git/hooks/main");
       }},
      {"borrowed objects",
       [&](const auto& tree) {
         plain(tree, "root/.git");
         plain(tree, "evil");
         tree.fifo("evil/objects/12/34");
         tree.write("root/.git/objects/info/alternates", "../../../evil/objects\n");
       }},
      {"objects borrowed from a folder of others",
       [&](const auto& tree) {
         plain(tree, "root/.git");
         tree.write("root/.git/objects/info/alternates", "/usr\n");
       }},
      {"a common folder",
       [&](const auto& tree) {
         plain(tree, "root/.git");
         plain(tree, "evil");
         tree.fifo("evil/config");
         tree.write("root/.git/commondir", "../../evil\n");
       }},
      {"an included FIFO", config("[include]\n\tpath = ../../pipe\n")},
      {"an included FIFO, where a condition holds", config("[includeIf \"gitdir:**\"]\n\tpath = ../../pipe\n")},
      {"an include that git would not write so", config("[core] [INCLUDE] path = \"../../pipe\"\n")},
      {"an included file of the system", config("[include]\n\tpath = /etc/passwd\n")},
      {"an included file of the kernel", config("[include]\n\tpath = /proc/self/status\n")},
  };
  for (const auto& [name, make] : table) {
    INFO(name);
    const s1::test::TempTree tree;
    tree.folder("root");
    make(tree);
    const auto start = std::chrono::steady_clock::now();
    const auto changes = since(tree / "root", "main", {});
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
    REQUIRE_FALSE(changes.has_value());
    CHECK(changes.error().code == "bad-repository");
    for (const char* told : {"evil", "passwd", "pipe", "root:"}) {
      CHECK(changes.error().where.find(told) == std::string::npos);
      if (told != std::string_view("pipe")) CHECK(changes.error().what.find(told) == std::string::npos);
    }
  }
}

TEST_CASE("a submodule, borrowed objects, linked hooks and an included file without more are no obstacle") {
  const Repository repository;
  repository.write("a", lines(3));
  repository.commit();
  repository.write("hook.sh", "true\n");
  repository.link(".git/hooks/pre-commit", "../../hook.sh");
  repository.write("credentials", "[http]\n\tproxy = none\n");
  repository.git({"config", "includeIf.gitdir:" + (repository / ".git") + ".path", repository / "credentials"});
  repository.git({"config", "includeIf.gitdir:/github/workspace/.git.path", "/github/absent"});
  CHECK(since(repository.path(), "main", {"a"}).has_value());

  const s1::test::TempTree elsewhere;
  repository.git({"clone", "-q", "--shared", repository.path(), elsewhere / "clone"});
  CHECK(since(elsewhere / "clone", "main", {"a"}).has_value());
  const Repository super;
  super.git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.path(), "sub"});
  super.write("sub/a", lines(4));
  const auto changes = since(super / "sub", "main", {"a"});
  REQUIRE(changes.has_value());
  CHECK(change_of(*changes, "a").lines == std::vector<LineRange>{{4, 4}});
}

TEST_CASE("a shallow clone says so where it lacks the commit") {
  const Repository repository;
  for (int i = 1; i <= 3; ++i) {
    repository.write("a", lines(i));
    repository.commit();
  }
  repository.git({"tag", "old", "HEAD~2"});
  const s1::test::TempTree elsewhere;
  repository.git({"clone", "-q", "--depth", "1", "--no-tags", "file://" + repository.path(), elsewhere / "clone"});
  const auto missing = since(elsewhere / "clone", "HEAD~2", {"a"});
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().code == "unknown-ref");
  CHECK(missing.error().hint.find("shallow") != std::string::npos);
  elsewhere.write("clone/a", lines(4));
  const auto here = since(elsewhere / "clone", "HEAD", {"a"});
  REQUIRE(here.has_value());
  CHECK(change_of(*here, "a").lines == std::vector<LineRange>{{4, 4}});
}
