// SPDX-License-Identifier: Apache-2.0
// The real program, killed at every system call of a write, and failed at every one: afterwards the file is the old one
// or the new one, whole. strace does both; where it is missing or may not trace, this is skipped by name.
#include <algorithm>
#include <string>
#include <vector>

#include "process.h"
#include "strace.h"
#include "test.h"

namespace {

namespace fs = std::filesystem;
using s1::test::Call;
using s1::test::read_file;

const std::string kOld = "FROM alpine:3.20\nMAINTAINER Ann\nUSER 1\n";
const std::string kNew = "FROM alpine:3.20\nLABEL org.opencontainers.image.authors=\"Ann\"\nUSER 1\n";

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "s1-killed-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] fs::path file() const { return path_ / "repo" / "Dockerfile"; }
  void renew() const {
    fs::remove_all(path_ / "repo");
    fs::create_directories(path_ / "repo");
    std::ofstream(file(), std::ios::binary) << kOld;
  }
  // The program under strace; the trace is in `trace`.
  [[nodiscard]] s1::test::Outcome write(const std::vector<std::string>& options) const {
    std::vector<std::string> words = {"/usr/bin/env", "strace", "-f", "-o", trace().string()};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {S1_BINARY, "fix", "--write"});
    // A sanitizer's own threads and checks at the end are nothing to trace.
    return s1::test::run({words, (path_ / "repo").string(), {}, {"ASAN_OPTIONS=detect_leaks=0"}});
  }
  [[nodiscard]] fs::path trace() const { return path_ / "trace"; }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_ / "repo"), fs::directory_iterator()));
  }
  [[nodiscard]] s1::test::Outcome scan() const {
    return s1::test::run({{S1_BINARY, "scan"}, (path_ / "repo").string(), {}, {}});
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a write that is killed or that fails leaves the old file or the new one, whole") {
  const Folder folder;
  folder.renew();
  if (const std::string why = s1::test::why_no_strace(); !why.empty()) {
    WARN("skipped: killed writes: strace is not installed, or may not trace: " << why);
    return;
  }
  const auto traced = folder.write({});
  INFO(traced.err);
  REQUIRE(traced.exit_code == 0);
  REQUIRE(read_file(folder.file()) == kNew);
  const std::vector<Call> calls = s1::test::calls_from("readlinkat", read_file(folder.trace()));
  REQUIRE(calls.size() > 20);
  REQUIRE(std::ranges::any_of(calls, [](const Call& call) { return call.name.starts_with("rename"); }));

  int old_files = 0, new_files = 0, left_behind = 0;
  for (const Call& call : calls) {
    folder.renew();
    const auto killed =
        folder.write({"-e", "inject=" + call.name + ":signal=SIGKILL:when=" + std::to_string(call.nth)});
    INFO(call.name << " " << call.nth << ": " << killed.exit_code << " " << killed.err);
    CHECK(killed.exit_code == 128 + 9);
    const std::string now = read_file(folder.file());
    CHECK((now == kOld || now == kNew));
    ++(now == kOld ? old_files : new_files);
    if (folder.files() == 1) continue;
    ++left_behind;
    CHECK(folder.files() == 2);
    // What was left is no infrastructure file, and hinders nothing.
    CHECK(folder.scan().out.find("1 infrastructure file looked at") != std::string::npos);
    CHECK(s1::test::run({{S1_BINARY, "fix", "--write"}, folder.file().parent_path().string(), {}, {}}).exit_code == 0);
    CHECK(read_file(folder.file()) == kNew);
  }
  CHECK(old_files > 10);
  CHECK(new_files > 0);
  CHECK(left_behind > 5);

  for (const Call& call : calls) {
    if (call.name == "close" || call.name == "faccessat2") continue;  // closing cannot be undone; root may do anything
    folder.renew();
    const auto failed = folder.write({"-e", "inject=" + call.name + ":error=ENOSPC:when=" + std::to_string(call.nth)});
    INFO(call.name << " " << call.nth << ": " << failed.exit_code << " " << failed.err);
    const std::string now = read_file(folder.file());
    CHECK((now == kOld || now == kNew));
    CHECK((failed.exit_code == 0 || !failed.err.empty()));
    if (now == kOld) CHECK(failed.exit_code == 1);
    CHECK(folder.files() == 1);
  }
}
