// SPDX-License-Identifier: Apache-2.0
// A report is written over a report, and over nothing else.
#include "report/specialist/write_report.h"

#include "report/specialist/specialist_json.h"
#include "test.h"
#include "workspace/temp_tree.h"

using namespace s1::report;

TEST_CASE("a report replaces a report alone") {
  const s1::test::TempTree tree;
  tree.write("main.go", "package main\n");
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const std::string json = report_to_json({}).dump(2), markdown = "# Infrastructure report: partial\n";
  CHECK(write_report(*root, "report", json).value() == WriteAction::create);
  CHECK(write_report(*root, "report", json).value() == WriteAction::exists);
  CHECK(write_report(*root, "report", markdown).value() == WriteAction::modify);
  CHECK(write_report(*root, "report", "<!doctype html>\n<meta name=\"generator\" content=\"s1-infra 1\">").value() ==
        WriteAction::modify);
  CHECK(write_report(*root, "report", json).value() == WriteAction::modify);
  CHECK(s1::test::read_file(tree.path() + "/report") == json);

  const auto refused = write_report(*root, "main.go", json);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == "exists");
  CHECK(s1::test::read_file(tree.path() + "/main.go") == "package main\n");
  CHECK(write_report(*root, "no/such/folder.json", json).error().code == "not-found");
}

TEST_CASE("git's folder is no place for a report") {
  const s1::test::TempTree tree;
  tree.write(".git/HEAD", "ref: refs/heads/main\n");
  tree.write("sub/.GIT/HEAD", "ref: refs/heads/main\n");
  tree.write(".github/x", "");
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  CHECK(write_report(*root, ".git/info.md", "# Infrastructure report: partial\n").error().code == "outside-root");
  CHECK(write_report(*root, "sub/.GIT/info.md", "# Infrastructure report: partial\n").error().code == "outside-root");
  CHECK(write_report(*root, ".github/info.md", "# Infrastructure report: partial\n").has_value());
}

TEST_CASE("a report that was written is known again") {
  const s1::test::TempTree tree;
  tree.write("notes.md", "# Notes\n");
  tree.write("Dockerfile", "# Infrastructure report: none\nFROM scratch\n");
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  REQUIRE(write_report(*root, "report.md", "# Infrastructure report: partial\n").has_value());
  REQUIRE(write_report(*root, "report.json", report_to_json({}).dump(2)).has_value());
  CHECK(is_written_report(*root, "report.md"));
  CHECK(is_written_report(*root, "report.json"));
  CHECK_FALSE(is_written_report(*root, "notes.md"));
  CHECK_FALSE(is_written_report(*root, "Dockerfile"));
  CHECK_FALSE(is_written_report(*root, "absent.md"));
}
