// SPDX-License-Identifier: Apache-2.0
#include "text/unified_diff.h"

#include <unistd.h>

#include <array>

#include "growth.h"
#include "random_edits.h"
#include "test.h"

namespace {

namespace fs = std::filesystem;
using s1::Edit;
using s1::FileChange;
using s1::Hunk;

std::string diff(const std::string& text, const std::vector<Edit>& edits, FileChange change = FileChange::modified) {
  return s1::unified_diff("f", change, s1::diff_hunks(text, edits));
}

struct Folder {
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "s1-diff-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
  }
  [[nodiscard]] bool run(const std::string& command) const {
    return std::system(("cd '" + path.string() + "' && " + command + " >/dev/null 2>&1").c_str()) == 0;
  }
  fs::path path;
};

bool has(const std::string& program) {
  return std::system((program + " --version >/dev/null 2>&1").c_str()) == 0;
}

}  // namespace

TEST_CASE("a diff shows the changed lines with three around them") {
  struct Row {
    std::string text;
    std::vector<Edit> edits;
    std::string body;  // after the header
  };
  const Row rows[] = {
      {"a\nb\n", {}, ""},
      {"a\nb\n", {{{2, 3}, "b"}}, ""},  // nothing changes
      {"a\nb\n", {{{2, 3}, "B"}}, "@@ -1,2 +1,2 @@\n a\n-b\n+B\n"},
      {"a", {{{0, 1}, "b"}}, "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"},
      {"a", {{{1, 1}, "\n"}}, "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
      {"a\n", {{{2, 2}, "b\n"}}, "@@ -1 +1,2 @@\n a\n+b\n"},
      {"a\r\nb\r\n", {{{3, 4}, "c"}}, "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"},
      // A whole line goes, and no neighbour is shown as changed.
      {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", {{{8, 10}, ""}}, "@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-5\n 6\n 7\n 8\n"},
      // Neighbouring lines are one block, whichever edits change them.
      {"1\n2\n3\n", {{{0, 1}, "x"}, {{2, 3}, "y"}}, "@@ -1,3 +1,3 @@\n-1\n-2\n+x\n+y\n 3\n"},
      // Far from each other: two hunks; the second counts the line that the first added.
      {"1\n2\n3\n4\n5\n6\n7\n8\n9\n",
       {{{0, 0}, "0\n"}, {{16, 17}, "x"}},
       "@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -6,4 +7,4 @@\n 6\n 7\n 8\n-9\n+x\n"},
      {"a\nb\n", {{{0, 4}, ""}}, "@@ -1,2 +0,0 @@\n-a\n-b\n"},
      {"", {{{0, 0}, "a\n"}}, "@@ -0,0 +1 @@\n+a\n"},
  };
  for (const Row& row : rows) {
    const std::string got = diff(row.text, row.edits);
    INFO(row.text << "\n" << got);
    CHECK(got == (row.body.empty() ? "" : "--- a/f\n+++ b/f\n" + row.body));
  }
}

TEST_CASE("a hunk that is left out is not counted") {
  const std::vector<Hunk> hunks =
      s1::diff_hunks("1\n2\n3\n4\n5\n6\n7\n8\n9\n", std::array{Edit{{0, 0}, "0\n"}, Edit{{16, 17}, "x"}});
  REQUIRE(hunks.size() == 2);
  CHECK(hunks[1].old_span == s1::Span{10, 18});
  CHECK(hunks[1].new_span == s1::Span{12, 20});
  CHECK(s1::unified_diff("f", FileChange::modified, std::span(hunks).subspan(1)) ==
        "--- a/f\n+++ b/f\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+x\n");
}

TEST_CASE("the header names created and deleted files, and odd names") {
  const std::vector<Hunk> made = s1::diff_hunks("", std::array{Edit{{0, 0}, "a\n"}});
  CHECK(s1::unified_diff("n", FileChange::created, made).starts_with("--- /dev/null\n+++ b/n\n"));
  CHECK(s1::unified_diff("n", FileChange::deleted, made).starts_with("--- a/n\n+++ /dev/null\n"));
  CHECK(s1::unified_diff("a b", FileChange::modified, made).starts_with("--- a/a b\t\n+++ b/a b\t\n"));
  CHECK(s1::unified_diff("a\"\\", FileChange::modified, made).starts_with("--- \"a/a\\\"\\\\\"\n"));
}

TEST_CASE("patch and git take the diffs of random edits, and give the edited text") {
  const bool git = has("git"), patch = has("patch");
  if (!git) WARN("skipped: diffs against git apply: git is not installed");
  if (!patch) WARN("skipped: diffs against patch: patch is not installed");
  const Folder folder;
  s1::test::RandomEdits random(20261127);
  const char* const names[] = {"f", "a b", "q\"\\", "\xC3\xA4"};
  int checked = 0;
  for (int round = 0; round < 100; ++round) {
    const std::string text = random.text(60);
    const std::vector<Edit> edits = random.edits(text);
    const std::string expected = s1::apply(text, edits).value();
    const std::string name = names[round % 4];
    const FileChange change = text.empty()       ? FileChange::created
                              : expected.empty() ? FileChange::deleted
                                                 : FileChange::modified;
    const std::string shown = s1::unified_diff(name, change, s1::diff_hunks(text, edits));
    CHECK(shown.empty() == (text == expected));
    if (shown.empty()) continue;
    ++checked;
    folder.write("p.diff", shown);
    INFO(shown);
    for (const std::string command :
         {git ? "git apply --whitespace=nowarn p.diff" : "", patch ? "patch --binary -s -p1 -i p.diff" : ""}) {
      if (command.empty()) continue;
      fs::remove(folder.path / name);
      if (change != FileChange::created) folder.write(name, text);
      INFO(command);
      CHECK(folder.run(command));
      CHECK(s1::test::read_file(folder.path / name) == expected);
      CHECK(fs::exists(folder.path / name) == (change != FileChange::deleted));
    }
  }
  CHECK(checked > 60);
}

TEST_CASE("a diff costs linear time") {
  const auto edit_each_line = [](const std::string& text) {
    std::vector<Edit> edits;
    for (std::uint32_t at = 0; at + 8 <= text.size(); at += 8) edits.push_back({{at, at + 1}, "x"});
    CHECK_FALSE(s1::diff_hunks(text, edits).empty());
  };
  CHECK(s1::test::growth(edit_each_line, "", "1234567\n", "") < s1::test::kMostGrowth);
  CHECK(s1::test::growth(edit_each_line, "", "12345678", "") < s1::test::kMostGrowth);
  CHECK(s1::test::growth(edit_each_line, "", "1\n2\n3\n4\n1\n2\n3\n4\n1\n2\n3\n4\n", "") < s1::test::kMostGrowth);
  CHECK(s1::test::growth(
            [](const std::string& text) {
              CHECK(s1::diff_hunks(text, std::array{Edit{{0, static_cast<std::uint32_t>(text.size())}, text + "x"}})
                        .size() == 1);
            },
            "", "1\n", "") < s1::test::kMostGrowth);
}
