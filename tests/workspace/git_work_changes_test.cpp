// SPDX-License-Identifier: Apache-2.0
// The files of a work folder that differ from a commit. The oracle is git itself.
#include "workspace/git_work_changes.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <set>
#include <sstream>

#include "git_test_repository.h"
#include "test.h"

namespace {

using s1::test::GitRepository;
using s1::workspace::FileKind;
using s1::workspace::Root;
using s1::workspace::work_changes;
using s1::workspace::WorkChanges;
using Paths = std::vector<std::string>;

WorkChanges changes_in(const std::string& folder, const std::string& since = {}, const std::string& start = {}) {
  const auto root = Root::open(folder);
  REQUIRE(root.has_value());
  constexpr std::array kinds = {FileKind::terraform};
  auto changes = work_changes(*root, start, since, kinds);
  REQUIRE(changes.has_value());
  return *std::move(changes);
}

// What `git diff --name-status BASE` and the untracked files of `git status` say, renames not looked for.
struct Told {
  std::set<std::string> created;
  std::set<std::string> modified;
  std::set<std::string> deleted;
};
Told told_by_git(const GitRepository& repository, const std::string& base) {
  Told told;
  std::istringstream diff(repository.git({"diff", "--no-renames", "--name-status", base}));
  for (std::string line; std::getline(diff, line);)
    (line[0] == 'A' ? told.created : line[0] == 'D' ? told.deleted : told.modified).insert(line.substr(2));
  std::istringstream others(repository.git({"ls-files", "--others", "--exclude-standard"}));
  for (std::string line; std::getline(others, line);)
    if (told.deleted.erase(line) == 0) told.created.insert(line);
  return told;
}

void check_as_git(const GitRepository& repository, const std::string& base = "HEAD") {
  WorkChanges changes = changes_in(repository.path(), base);
  for (const auto& [now, old] : changes.renamed) {
    std::erase(changes.modified, now);
    if (std::ranges::find(changes.created, now) == changes.created.end()) changes.created.push_back(now);
    changes.deleted.push_back(old);
  }
  const Told told = told_by_git(repository, base);
  CHECK(std::set(changes.created.begin(), changes.created.end()) == told.created);
  CHECK(std::set(changes.modified.begin(), changes.modified.end()) == told.modified);
  CHECK(std::set(changes.deleted.begin(), changes.deleted.end()) == told.deleted);
}

std::string text(int from, int to) {
  std::string result;
  for (int i = from; i < to; ++i) result += "line " + std::to_string(i) + "\n";
  return result;
}

}  // namespace

TEST_CASE("what git says of files that were made, changed, staged, ignored and removed") {
  const GitRepository repository;
  for (const char* const name : {"same", "changed", "staged", "removed", "gone-from-index", "deep/in/same", "x/y"})
    repository.write(name, text(0, 20) + name);
  repository.write(".gitignore", "*.log\n/build/\n!keep.log\n");
  repository.write("nested/.gitignore", "secret\n");
  repository.write("forced.log", "tracked, though ignored\n");
  repository.link("link", "same");
  repository.write("build/kept", "in an ignored folder\n");
  repository.commit();
  repository.git({"add", "-f", "forced.log", "build/kept"});
  repository.git({"commit", "-q", "-m", "forced"});
  check_as_git(repository);
  CHECK(changes_in(repository.path()).modified.empty());

  repository.write("changed", text(0, 19) + "other");
  repository.write("staged", text(1, 20));
  repository.git({"add", "staged"});
  repository.write("forced.log", "changed\n");
  repository.write("new/untracked", "u");
  repository.write("new/staged", "s");
  repository.git({"add", "new/staged"});
  repository.write("build/ignored", "i");
  repository.write("build/kept", "changed\n");
  repository.write("a.log", "i");
  repository.write("keep.log", "kept");
  repository.write("nested/secret", "i");
  repository.write("nested/told", "t");
  repository.write("other.log", "staged by force");
  repository.git({"add", "-f", "other.log"});
  repository.write(".git/info/exclude", "excluded\n");
  repository.write("excluded", "i");
  std::filesystem::remove(repository / "removed");
  repository.git({"rm", "-q", "--cached", "gone-from-index"});
  std::filesystem::remove(repository / "link");
  repository.link("link", "changed");
  check_as_git(repository);
  const WorkChanges changes = changes_in(repository.path());
  CHECK(changes.base == repository.git({"rev-parse", "HEAD"}).substr(0, 40));
  CHECK(changes.created == Paths{"keep.log", "nested/told", "new/staged", "new/untracked", "other.log"});
  CHECK(changes.modified == Paths{"build/kept", "changed", "forced.log", "link", "staged"});
  CHECK(changes.deleted == Paths{"removed"});

  // Committed or not makes no difference.
  repository.git({"commit", "-qam", "more"});
  check_as_git(repository, "HEAD~1");
}

TEST_CASE("a file in the place of a folder, a folder in the place of a file, a link in the place of either") {
  const GitRepository repository;
  repository.write("file", "f");
  repository.write("folder/in", "f");
  repository.write("to-link", "f");
  repository.write("into/link", "f");
  repository.commit();
  std::filesystem::remove(repository / "file");
  repository.write("file/in", "f");
  std::filesystem::remove_all(repository / "folder");
  repository.write("folder", "f");
  std::filesystem::remove(repository / "to-link");
  repository.link("to-link", "folder");
  std::filesystem::remove_all(repository / "into");
  repository.link("into", "file");
  check_as_git(repository);
}

TEST_CASE("modes, line ends and times") {
  const GitRepository repository;
  repository.write("run.sh", "#!/bin/sh\n");
  repository.write("ends", "a\r\nb\n");
  repository.write("touched", text(0, 5));
  repository.write("same-size", "aaaa");
  repository.commit();
  ::chmod((repository / "run.sh").c_str(), 0755);
  std::filesystem::last_write_time(repository / "touched",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  repository.write("same-size", "bbbb");
  check_as_git(repository);
  // Other line ends alone are told of by git, and not here.
  repository.write("ends", "a\nb\r\n");
  CHECK(changes_in(repository.path()).modified == Paths{"run.sh", "same-size"});
  repository.write("ends", "a\nb\rc\n");
  check_as_git(repository);
}

TEST_CASE("a file that was written just when the index was") {
  const GitRepository repository;
  repository.write("racy", "aaaa");
  repository.commit();
  for (int i = 0; i < 20; ++i) {
    repository.write("racy", std::string(4, static_cast<char>('b' + i)));
    repository.git({"add", "racy"});
    repository.git({"commit", "-qm", "x"});
    repository.write("racy", std::string(4, static_cast<char>('B' + i)));
    CHECK(changes_in(repository.path()).modified == Paths{"racy"});
  }
}

TEST_CASE("renames: told by the new name") {
  const GitRepository repository;
  repository.write("a/same.tf", text(0, 30));
  repository.write("a/edited.tf", text(100, 130));
  repository.write("a/replaced.tf", text(200, 230));
  repository.commit();
  std::filesystem::create_directories(repository / "b");
  std::filesystem::rename(repository / "a/same.tf", repository / "b/same.tf");
  std::filesystem::remove(repository / "a/edited.tf");
  repository.write("b/edited.tf", text(100, 129) + "more\n");
  std::filesystem::remove(repository / "a/replaced.tf");
  repository.write("b/new.tf", text(500, 530));
  for (const bool staged : {false, true}) {
    if (staged) repository.git({"add", "-A"});
    const WorkChanges changes = changes_in(repository.path());
    CHECK(changes.created == Paths{"b/new.tf", "b/same.tf"});
    CHECK(changes.modified == Paths{"b/edited.tf"});
    CHECK(changes.deleted == Paths{"a/replaced.tf"});
    CHECK(changes.renamed.at("b/same.tf") == "a/same.tf");
    CHECK(changes.renamed.at("b/edited.tf") == "a/edited.tf");
    CHECK(changes.before.at("a/edited.tf") == text(100, 130));
    CHECK(changes.before.contains("a/replaced.tf"));
  }
}

TEST_CASE("the base when nobody names one") {
  const GitRepository repository;
  repository.write("first", "1");
  WorkChanges changes = changes_in(repository.path());
  CHECK(changes.base.empty());
  CHECK(changes.created == Paths{"first"});

  repository.commit();
  CHECK(changes_in(repository.path()).created.empty());  // main itself: what is not committed counts

  repository.git({"checkout", "-q", "-b", "topic"});
  repository.write("second", "2");
  repository.commit();
  CHECK(changes_in(repository.path()).created == Paths{"second"});

  // What main got meanwhile is not this branch's.
  repository.git({"checkout", "-q", "main"});
  repository.write("third", "3");
  repository.commit();
  repository.git({"checkout", "-q", "topic"});
  CHECK(changes_in(repository.path()).created == Paths{"second"});
  CHECK(changes_in(repository.path()).deleted.empty());

  // origin/HEAD comes before main.
  repository.git({"update-ref", "refs/remotes/origin/trunk", "topic"});
  repository.git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk"});
  CHECK(changes_in(repository.path()).created.empty());

  // An unrelated main gives no base.
  repository.git({"symbolic-ref", "-d", "refs/remotes/origin/HEAD"});
  repository.git({"checkout", "-q", "--orphan", "alone"});
  repository.commit();
  CHECK(changes_in(repository.path()).base == repository.git({"rev-parse", "HEAD"}).substr(0, 40));
}

TEST_CASE("the state of agents, git's own folder and other repositories are not told of") {
  const GitRepository repository;
  repository.write("a", "1");
  repository.write(".claude/vsm-state/old.json", "{}");
  repository.commit();
  repository.write(".claude/vsm-state/current-task.json", "{}");
  repository.write(".claude/vsm-state/old.json", "{\"a\":1}");
  repository.write(".claude/settings.json", "{}");
  std::filesystem::create_directories(repository / "vendored");
  repository.git({"init", "-q"}, repository / "vendored");
  repository.write("vendored/file", "other repository's");
  const WorkChanges changes = changes_in(repository.path());
  CHECK(changes.created == Paths{".claude/settings.json"});
  CHECK(changes.modified.empty());
  std::filesystem::remove(repository / ".claude/vsm-state/old.json");
  CHECK(changes_in(repository.path()).deleted.empty());
}

TEST_CASE("submodules are not looked into, and their files are nobody's changes") {
  const GitRepository inner;
  inner.write("in", "1");
  inner.commit();
  const GitRepository repository;
  repository.write("a", "1");
  repository.commit();
  repository.git({"-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.path(), "sub"});
  WorkChanges changes = changes_in(repository.path());
  CHECK(changes.created == Paths{".gitmodules"});
  repository.commit();
  repository.write("sub/in", "2");
  repository.write("sub/new", "2");
  changes = changes_in(repository.path());
  CHECK(changes.created.empty());
  CHECK(changes.modified.empty());
  CHECK(changes.deleted.empty());
}

TEST_CASE("a root within the repository, a start within the root, and a worktree") {
  const GitRepository repository;
  repository.write("services/api/a", "1");
  repository.write("services/web/a", "1");
  repository.write("b", "1");
  repository.commit();
  repository.write("services/api/a", "2");
  repository.write("services/web/a", "2");
  repository.write("services/web/new", "2");
  repository.write("b", "2");
  CHECK(changes_in(repository / "services").modified == Paths{"api/a", "web/a"});
  CHECK(changes_in(repository / "services").created == Paths{"web/new"});
  CHECK(changes_in(repository / "services", {}, "api").modified == Paths{"api/a"});
  CHECK(changes_in(repository / "services", {}, "web/new").created == Paths{"web/new"});
  CHECK(changes_in(repository / "services", {}, "api").created.empty());

  const s1::test::TempTree other;
  repository.git({"worktree", "add", "-q", "-b", "topic", other / "tree"});
  other.write("tree/b", "3");
  CHECK(changes_in(other / "tree").modified == Paths{"b"});
  CHECK(changes_in(other / "tree").created.empty());
}

TEST_CASE("indexes of other versions, a sparse checkout, and one that is broken") {
  const GitRepository repository;
  for (const char* const name : {"a/one", "a/two", "b/one", "b/two", "c"}) repository.write(name, name);
  repository.write(".gitignore", "*.log\n");
  repository.commit();
  repository.write("a/two", "other");
  repository.write("a/three", "new");
  repository.write("a/kept.log", "new");
  repository.git({"add", "-f", "a/kept.log"});
  // That an ignored file is kept stands in the index alone.
  const auto check = [&](bool index_is_read) {
    const WorkChanges changes = changes_in(repository.path());
    CHECK(changes.created == (index_is_read ? Paths{"a/kept.log", "a/three"} : Paths{"a/three"}));
    CHECK(changes.modified == Paths{"a/two"});
    CHECK(changes.deleted.empty());
  };
  check(true);
  repository.git({"update-index", "--index-version", "4"});
  check(true);
  repository.git({"update-index", "--index-version", "2"});
  repository.git({"update-index", "--split-index"});
  check(false);
  repository.git({"update-index", "--no-split-index"});
  const std::string index = s1::test::read_file(repository / ".git/index");
  for (const std::size_t length : {std::size_t{0}, std::size_t{20}, index.size() / 2}) {
    repository.write(".git/index", index.substr(0, length));
    check(false);
  }
  std::filesystem::remove(repository / ".git/index");
  check(false);
  repository.write(".git/index", index);
  repository.git({"sparse-checkout", "set", "--cone", "--sparse-index", "a"});
  CHECK_FALSE(std::filesystem::exists(repository / "b/one"));
  check(true);
  repository.git({"sparse-checkout", "set", "--cone", "--no-sparse-index", "a"});
  check(true);
}

TEST_CASE("a file in the place of a Git LFS pointer is compared by its size") {
  const GitRepository repository;
  repository.write("model.bin",
                   "version https://git-lfs.github.com/spec/v1\noid sha256:" + std::string(64, 'a') + "\nsize 5\n");
  repository.commit();
  repository.write("model.bin", "12345");
  CHECK(changes_in(repository.path()).modified.empty());
  repository.write("model.bin", "123456");
  CHECK(changes_in(repository.path()).modified == Paths{"model.bin"});
}

TEST_CASE("outside of a repository, and a reference that is none") {
  const s1::test::TempTree folder;
  folder.write("a", "1");
  const auto root = Root::open(folder.path());
  const auto none = work_changes(*root, "", "", {});
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == "no-repository");

  const GitRepository repository;
  repository.write("a", "1");
  repository.commit();
  const auto other = Root::open(repository.path());
  const auto unknown = work_changes(*other, "", "nowhere", {});
  REQUIRE_FALSE(unknown.has_value());
  CHECK(unknown.error().code == "unknown-ref");
}

TEST_CASE("many files take time in proportion") {
  const GitRepository repository;
  for (int i = 0; i < 4000; ++i)
    repository.write("d" + std::to_string(i % 50) + "/f" + std::to_string(i), text(i, i + 3));
  repository.commit();
  std::filesystem::remove_all(repository / "d7");
  for (int i = 0; i < 2000; ++i) repository.write("new/f" + std::to_string(i), text(i, i + 4));
  const auto begin = std::chrono::steady_clock::now();
  const WorkChanges changes = changes_in(repository.path());
  const auto taken = std::chrono::steady_clock::now() - begin;
  CHECK(changes.created.size() == 2000);
  CHECK(changes.deleted.size() == 80);
  CHECK(taken < std::chrono::seconds(2));
}
