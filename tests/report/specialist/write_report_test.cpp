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
