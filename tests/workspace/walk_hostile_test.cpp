// SPDX-License-Identifier: Apache-2.0
// Trees as nobody would want them: what cannot be read is a problem, and the rest is listed all the same.
#include <sys/sysmacros.h>

#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "temp_tree.h"
#include "test.h"
#include "workspace/walk.h"

using namespace s1::workspace;
using s1::test::TempTree;
using Clock = std::chrono::steady_clock;

namespace {

std::vector<std::string> problems(const Inventory& inventory) {
  std::vector<std::string> lines;
  for (const Problem& problem : inventory.problems) {
    CHECK_FALSE(problem.message.empty());
    CHECK_FALSE(problem.hint.empty());
    lines.push_back(problem.code + " " + problem.path);
  }
  return lines;
}

using Lines = std::vector<std::string>;

// `folders` folders with `files` files each, some of them infrastructure.
void fill(const TempTree& tree, int folders, int files) {
  for (int i = 0; i < folders; ++i) {
    const std::string folder = "d" + std::to_string(i % 10) + "/e" + std::to_string(i);
    tree.folder(folder);
    for (int j = 0; j < files; ++j) {
      const char* const ending = j % 4 == 0 ? ".yaml" : j % 4 == 1 ? ".tf" : j % 4 == 2 ? ".md" : ".json";
      tree.write(folder + "/f" + std::to_string(j) + ending, j % 8 == 0 ? "apiVersion: v1\nkind: Pod\n" : "a: 1\n");
    }
  }
}

void check_equal(const Inventory& a, const Inventory& b) {
  CHECK(a.files == b.files);
  CHECK(a.problems == b.problems);
  CHECK(a.seen == b.seen);
  CHECK(a.complete == b.complete);
}

}  // namespace

TEST_CASE("hostile entries are problems, whatever the threads and the way of opening") {
  const TempTree outside;
  const TempTree tree;
  tree.write("Dockerfile", "FROM a");
  tree.fifo("fifo.yaml");
  tree.fifo("pipes/Dockerfile");
  tree.socket("app.sock");
  tree.write("big/compose.yaml", "services: {}");
  tree.write("huge.yaml", "apiVersion: v1\nkind: Pod\n");
  tree.write("huge.txt", "");
  std::filesystem::resize_file(tree / "huge.yaml", 5ULL << 30);
  std::filesystem::resize_file(tree / "huge.txt", 5ULL << 30);
  tree.write("new\nline/Dockerfile", "");
  tree.write("esc\x1b[31m.yaml", "");
  tree.write("latin-\xE9.yaml", "");
  tree.write("bidi-\xE2\x80\xAE.tf", "");
  tree.link("out\xE2\x80\xAE", outside.path());
  tree.link("d/loop", "../d");
  tree.write("ignored/.gitignore", "*\n");
  tree.fifo("ignored/fifo");
  const bool device = ::mknod((tree / "zero.yaml").c_str(), S_IFCHR | 0600, makedev(1, 5)) == 0;

  Lines expected = {"not-a-file app.sock",
                    "unreadable-name bidi-\\u{202e}.tf",
                    "link-loop d/loop",
                    "unreadable-name esc\\u{1b}[31m.yaml",
                    "not-a-file fifo.yaml",
                    "too-large huge.yaml",
                    "unreadable-name latin-\\xe9.yaml",
                    "unreadable-name new\\u{a}line",
                    "unreadable-name out\\u{202e}",
                    "not-a-file pipes/Dockerfile"};
  if (device) expected.push_back("not-a-file zero.yaml");
  const Root root = *Root::open(tree.path());
  const Inventory one = *walk(root, "", {}, {}, 1);
  CHECK(problems(one) == expected);
  REQUIRE(one.files.size() == 2);
  CHECK(one.files[0].path == "Dockerfile");
  CHECK(one.files[1].path == "big/compose.yaml");
  CHECK(one.complete);
  check_equal(one, *walk(root, "", {}, {}, 2));
  check_equal(one, *walk(root, "", {}, {}, 8));
  check_equal(one, *walk(*Root::open(tree.path(), OpenWay::components), "", {}, {}, 8));
}

TEST_CASE("folders and files without permission are problems") {
  const TempTree tree;
  tree.write("Dockerfile", "");
  tree.write("closed/Dockerfile", "");
  tree.write("closed.tf", "");
  tree.write("unlistable/Dockerfile", "");
  std::filesystem::permissions(tree.path(), std::filesystem::perms::all);
  std::filesystem::permissions(tree / "closed", std::filesystem::perms::none);
  std::filesystem::permissions(tree / "closed.tf", std::filesystem::perms::none);
  std::filesystem::permissions(tree / "unlistable", std::filesystem::perms::others_exec);
  {
    const s1::test::Unprivileged user;
    const Root root = *Root::open(tree.path());
    const Inventory inventory = *walk(root, "");
    CHECK(problems(inventory) == Lines{"no-permission closed", "no-permission closed.tf", "no-permission unlistable"});
    REQUIRE(inventory.files.size() == 1);
    CHECK(inventory.files[0].path == "Dockerfile");
  }
  std::filesystem::permissions(tree / "closed", std::filesystem::perms::all);
}

TEST_CASE("a tree deeper than the limit is walked to the limit") {
  const TempTree tree;
  std::string path;
  for (int i = 0; i < 200; ++i) path += "d/";
  tree.write(path + "Dockerfile", "");
  tree.write("d/d/Dockerfile", "");
  const Root root = *Root::open(tree.path());
  const Inventory inventory = *walk(root, "");
  CHECK(inventory.files.size() == 1);
  REQUIRE(inventory.problems.size() == 1);
  CHECK(inventory.problems[0].code == "too-deep");
  CHECK(inventory.problems[0].path.size() == 2 * 129 - 1);
  CHECK_FALSE(inventory.complete);
  CHECK((*walk(root, "", {.depth = 200})).files.size() == 2);
  CHECK((*walk(root, "", {.depth = 200})).complete);
  CHECK((*walk(root, "", {.depth = 2})).files.size() == 1);
  CHECK((*walk(root, "", {.depth = 1})).files.empty());
}

TEST_CASE("20,000 files: the same result with any threads, and limits cut at the same place") {
  const TempTree tree;
  fill(tree, 400, 50);
  const Root root = *Root::open(tree.path());
  const Inventory one = *walk(root, "", {}, {}, 1);
  CHECK(one.seen == 20'000);
  CHECK(one.files.size() == 400 * (13 + 7));  // every .tf, and every eighth file is a manifest
  CHECK(one.problems.empty());
  for (const unsigned threads : {2U, 8U}) check_equal(one, *walk(root, "", {}, {}, threads));

  for (const std::uint32_t limit : {0U, 5U, 10U, 300U, 410U, 5'000U}) {
    CAPTURE(limit);
    const Inventory cut = *walk(root, "", {.files = limit}, {}, 1);
    CHECK_FALSE(cut.complete);
    CHECK(problems(cut).size() == 1);
    CHECK(cut.problems[0].code == "too-many-files");
    CHECK(cut.seen == (limit <= 410 ? 0 : limit - 410));
    check_equal(cut, *walk(root, "", {.files = limit}, {}, 8));
  }
  CHECK((*walk(root, "", {.files = 20'410})).complete);

  // Cancelled before, and at any time.
  std::stop_source stopped;
  stopped.request_stop();
  CHECK_FALSE((*walk(root, "", {}, stopped.get_token())).complete);
  int cut = 0;
  int late = 0;
  for (int delay = 0; delay < 10; ++delay) {
    std::stop_source source;
    Clock::time_point requested;
    std::jthread canceller([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(delay));
      requested = Clock::now();
      source.request_stop();
    });
    const Inventory inventory = *walk(root, "", {}, source.get_token(), 2);
    const Clock::time_point returned = Clock::now();
    canceller.join();
    if (inventory.complete) continue;
    if (inventory.files.size() < one.files.size()) ++cut;
    if (returned - requested >= std::chrono::milliseconds(50)) ++late;
  }
  CHECK(cut >= 1);
  CHECK(late <= 2);  // a busy machine may hold up a few
}

TEST_CASE("what changes during a walk never makes it fail") {
  const TempTree tree;
  fill(tree, 30, 20);
  std::atomic<bool> stop = false;
  std::thread changer([&] {
    for (int i = 0; !stop; ++i) {
      const std::string folder = "d" + std::to_string(i % 10) + "/e" + std::to_string(i % 30);
      std::error_code ignored;
      switch (i % 3) {
        case 0:
          std::filesystem::remove_all(tree / folder, ignored);
          break;
        case 1:
          std::filesystem::create_directory_symlink("/etc", tree / folder, ignored);
          std::filesystem::remove(tree / folder, ignored);
          break;
        default:
          std::filesystem::create_directories(tree / folder, ignored);
          std::ofstream(tree / (folder + "/x.yaml")) << "apiVersion: v1\nkind: Pod\n";
      }
    }
  });
  const std::set<std::string> allowed = {"vanished", "link-outside-root", "link-broken"};
  const Root root = *Root::open(tree.path());
  for (int i = 0; i < 100; ++i) {
    const auto inventory = walk(root, "", {}, {}, 2);
    REQUIRE(inventory);
    for (const Problem& problem : inventory->problems) {
      CAPTURE(problem.code, problem.path);
      CHECK(allowed.contains(problem.code));
    }
  }
  stop = true;
  changer.join();
}
