// SPDX-License-Identifier: Apache-2.0
// A file that is created, by each of the ways that a file system may have: whatever happens, it is whole or not there,
// and never takes the place of another. strace plays the file system; where it is missing, this is skipped by name.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "process.h"
#include "strace.h"
#include "test.h"

namespace {

namespace fs = std::filesystem;
using s1::test::Call;
using s1::test::read_file;
using Words = std::vector<std::string>;

const std::string kText = "FROM alpine:3.20\nUSER 1\n";

Words inject(const std::string& call, const std::string& what) {
  return {"-e", "inject=" + call + ":" + what};
}
Words operator+(Words a, const Words& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "s1-create-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void renew() const {
    fs::remove_all(path_ / "in");
    fs::create_directories(path_ / "in");
  }
  [[nodiscard]] fs::path file() const { return path_ / "in" / "made"; }
  [[nodiscard]] fs::path trace() const { return path_ / "trace"; }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_ / "in"), fs::directory_iterator()));
  }
  [[nodiscard]] s1::test::Outcome create(const Words& options) const {
    const Words words = Words{"/usr/bin/env", "strace", "-f", "-o", trace().string()} + options +
                        Words{S1_CREATE_FILE, (path_ / "in").string(), "made", kText};
    return s1::test::run({words, {}, {}, {"ASAN_OPTIONS=detect_leaks=0"}});
  }

 private:
  fs::path path_;
};

bool calls(const std::vector<Call>& all, std::string_view name) {
  return std::ranges::find(all, name, &Call::name) != all.end();
}

bool can_trace() {
  const std::string why = s1::test::why_no_strace();
  if (!why.empty()) WARN("skipped: killed creations: strace is not installed, or may not trace: " << why);
  return why.empty();
}

}  // namespace

TEST_CASE("a creation that is killed or that fails leaves the whole file or none, by a rename and by a link") {
  if (!can_trace()) return;
  const Folder folder;
  for (const Words& way : {Words{}, inject("renameat2", "error=EINVAL")}) {
    folder.renew();
    const auto traced = folder.create(way);
    INFO(traced.err);
    REQUIRE(traced.exit_code == 0);
    CHECK(read_file(folder.file()) == kText);
    CHECK(folder.files() == 1);
    const std::vector<Call> all = s1::test::calls_from("getrandom", read_file(folder.trace()));
    REQUIRE(all.size() > 10);
    CHECK(calls(all, "linkat") == !way.empty());
    CHECK(std::ranges::count(all, std::string("fsync"), &Call::name) == 2);  // the file and its folder

    int none = 0, whole = 0;
    for (const Call& call : all) {
      if (call.name == "renameat2" && !way.empty()) continue;  // it fails already
      for (const bool kill : {true, false}) {
        if (!kill && call.name == "close") continue;  // closing cannot be undone
        folder.renew();
        const std::string when = ":when=" + std::to_string(call.nth);
        const auto ended = folder.create(way + inject(call.name, (kill ? "signal=SIGKILL" : "error=ENOSPC") + when));
        INFO(call.name << " " << call.nth << ": " << ended.exit_code << " " << ended.err);
        const bool there = fs::exists(folder.file());
        if (there) CHECK(read_file(folder.file()) == kText);
        ++(there ? whole : none);
        if (kill) {
          CHECK(ended.exit_code == 128 + 9);
          CHECK(folder.files() <= 2);
        } else {
          if (!there) CHECK(ended.exit_code != 0);
          CHECK(folder.files() == (there ? 1U : 0U));
        }
      }
    }
    CHECK(none > 10);
    CHECK(whole > 2);
  }
}

TEST_CASE("what a file system cannot do is done the other way, or said") {
  if (!can_trace()) return;
  struct Row {
    const char* rename;
    const char* link;
    const char* code;  // empty: created
  };
  const Row rows[] = {
      {"EINVAL", nullptr, ""},
      {"ENOSYS", nullptr, ""},
      {"EPERM", nullptr, ""},
      {"EOPNOTSUPP", nullptr, ""},
      {"EINVAL", "EPERM", "not-writable: this file system"},
      {"EINVAL", "EOPNOTSUPP", "not-writable: this file system"},
      {"ENOSYS", "ENOSYS", "not-writable: this file system"},
      {"EPERM", "EPERM", "no-permission"},
      {"EINVAL", "EEXIST", "exists"},
      {"EEXIST", nullptr, "exists"},
      {"EACCES", nullptr, "no-permission"},
      {"ENOSPC", nullptr, "no-space"},
  };
  const Folder folder;
  for (const Row& row : rows) {
    INFO(row.rename << " " << (row.link != nullptr ? row.link : "linked"));
    folder.renew();
    Words options = inject("renameat2", std::string("error=") + row.rename);
    if (row.link != nullptr) options = options + inject("linkat", std::string("error=") + row.link);
    const auto ended = folder.create(options);
    INFO(ended.err);
    CHECK(ended.exit_code == (*row.code == '\0' ? 0 : 1));
    CHECK(ended.err.starts_with(row.code));
    CHECK(folder.files() == (*row.code == '\0' ? 1U : 0U));
  }
}
