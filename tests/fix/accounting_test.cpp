// SPDX-License-Identifier: Apache-2.0
// Every finding that was chosen is in the answer once: fixed, by its own fix or with another one's, or not, and why.
#include <algorithm>
#include <filesystem>

#include "engine/request.h"
#include "fix/fix_findings.h"
#include "rules/registry.h"
#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using namespace s1;
using test::TempTree;
namespace fs = std::filesystem;

std::string without_marks(std::string_view text) {
  std::string result(text);
  for (const std::string_view mark : {"«", "»"})
    for (std::size_t at; (at = result.find(mark)) != std::string::npos;) result.erase(at, mark.size());
  return result;
}

// A rule's example: one Dockerfile, or several files, each after a line `--- path ---`.
void write_example(const TempTree& tree, const std::string& text) {
  std::string path = "Dockerfile", content;
  std::size_t begin = 0;
  const auto flush = [&] {
    if (!content.empty() || path != "Dockerfile") tree.write(path, content);
    content.clear();
  };
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string line = text.substr(begin, end - begin);
    begin = end;
    if (line.starts_with("--- ") && line.ends_with(" ---\n")) {
      flush();
      path = line.substr(4, line.size() - 9);
    } else {
      content += line;
    }
  }
  flush();
}

std::vector<std::string> selected_in(const workspace::Root& root) {
  std::vector<std::string> result;
  const engine::Answer answer = engine::answer(root, "", {}, {}).value();
  for (const engine::Finding& finding : answer.scan.findings) result.push_back(finding.fingerprint);
  std::ranges::sort(result);
  return result;
}

// Gives how many there are.
std::size_t check_accounts(const TempTree& tree) {
  const workspace::Root root = workspace::Root::open(tree.path()).value();
  const std::vector<std::string> selected = selected_in(root);
  for (const bool unsafe : {false, true}) {
    fix::Request request;
    request.unsafe = unsafe;
    const fix::Fixes fixes = fix::find_fixes(root, "", request).value();
    std::vector<std::string> told;
    for (const fix::Outcome& each : fixes.fixed) {
      told.push_back(each.fingerprint);
      CHECK(each.grade != rules::Fix::none);
      CHECK(each.why.empty());
    }
    for (const fix::Outcome& each : fixes.not_fixed) {
      told.push_back(each.fingerprint);
      CHECK(each.grade == rules::Fix::none);
      CHECK_FALSE(each.why.empty());
    }
    std::ranges::sort(told);
    CHECK(told == selected);
  }
  return selected.size();
}

bool has(const std::vector<fix::Outcome>& outcomes, std::string_view rule) {
  return std::ranges::any_of(outcomes, [&](const auto& each) { return each.rule != nullptr && each.rule->id == rule; });
}

}  // namespace

TEST_CASE("the examples of all rules are accounted for") {
  std::size_t findings = 0;
  std::size_t seen = 0;
  for (const rules::Rule* rule : rules::all())
    for (const rules::Bad& bad : rule->bad) {
      if (seen++ % test::sample_step() != 0) continue;
      INFO(rule->id << "\n" << bad.text);
      const TempTree tree;
      write_example(tree, without_marks(bad.text));
      findings += check_accounts(tree);
    }
  CHECK(findings > 200 / test::sample_step());
}

TEST_CASE("an example of a repository is accounted for") {
  const TempTree tree;
  fs::copy(fs::path(S1_SOURCE_DIR) / "tests/examples/parcel-tracker", tree / "repo", fs::copy_options::recursive);
  CHECK(check_accounts(tree) > 3);
}

TEST_CASE("a finding between files in a file that is fixed is told, and is fixed where it is gone with the fixes") {
  const TempTree tree;
  tree.write("app.py", "");
  tree.write("Dockerfile", "FROM alpine:3.20\nMAINTAINER Ann\nCOPY absent /\nUSER 1\n");
  const workspace::Root root = workspace::Root::open(tree.path()).value();
  const std::string rule = "dockerfile/missing-source";
  const fix::Fixes fixes = fix::find_fixes(root, "", {}).value();
  CHECK(has(fixes.fixed, "dockerfile/deprecated-maintainer"));
  CHECK(has(fixes.not_fixed, rule));

  fix::Request request;
  const std::vector<engine::Finding> found = fix::scan_between_files(root, "", {})({});
  REQUIRE(found.size() == 1);
  request.check_between_files = [&](const std::map<std::string, std::string>& texts) {
    return texts.empty() ? found : std::vector<engine::Finding>();
  };
  const fix::Fixes gone = fix::find_fixes(root, "", request).value();
  CHECK(has(gone.fixed, rule));
  CHECK_FALSE(has(gone.not_fixed, rule));
  // What such a check never found is not gone.
  request.check_between_files = [](const auto&) { return std::vector<engine::Finding>(); };
  CHECK(has(fix::find_fixes(root, "", request).value().not_fixed, rule));
}
