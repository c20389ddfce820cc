// SPDX-License-Identifier: Apache-2.0
#include "fix/file_fixer.h"

#include "fake_rules.h"
#include "fix/between_files.h"
#include "test.h"

namespace {

using s1::engine::Finding;
using s1::fix::FileFixer;
using s1::rules::Fix;

FileFixer fixer(
    const std::string& text, bool unsafe = false,
    std::function<bool(const Finding&)> chosen = [](const Finding&) { return true; }) {
  return {"Dockerfile", s1::workspace::FileKind::dockerfile,
          text,         s1::test::kFakes,
          "2026-01-01", {std::move(chosen), s1::fix::held_back_unless(unsafe)}};
}

int run(FileFixer& file) {
  int rounds = 0;
  while (file.round()) ++rounds;
  return rounds;
}

std::string whys(const FileFixer& file) {
  std::string result;
  for (const FileFixer::Outcome& each : file.outcomes())
    if (each.grade == Fix::none) result += std::to_string(each.finding->begin.line) + ": " + each.why + "\n";
  return result;
}

}  // namespace

TEST_CASE("what can be fixed is fixed, in as many rounds as it takes, and why the rest is not is said") {
  struct Row {
    std::string text, fixed;
    int rounds;
    std::string why;  // all of it
  };
  const Row rows[] = {
      {"FROM a\nRUN bad-word\nRUN bad-word\n", "FROM a\nRUN fine-word\nRUN fine-word\n", 1, ""},
      {"FROM a\nRUN hopeless\n", "FROM a\nRUN hopeless\n", 0, "2: the rule has no fix for this place\n"},
      {"FROM a\nRUN risky\n", "FROM a\nRUN risky\n", 0,
       "2: the fix may change behaviour, and unsafe fixes were not asked for\n"},
      // The finding is still there; the others of the batch are found by halves.
      {"FROM a\nRUN bad-word\nRUN stays\nRUN bad-word\n", "FROM a\nRUN fine-word\nRUN stays\nRUN fine-word\n", 1,
       "3: not proven: the finding would still be there (line 3: The word stays)\n"},
      {"FROM a\nRUN brings && bad-word\n", "FROM a\nRUN brings && fine-word\n", 1,
       "2: not proven: it would bring a new finding (line 2: The word hopeless [fake/rule])\n"},
      {"FROM a\nRUN breaks\n", "FROM a\nRUN breaks\n", 0,
       "2: not proven: the edited text would not be read as well (line 3: There is no instruction "
       "\"NOINSTRUCTION\")\n"},
      // The edit would take the next instruction into this one.
      {"FROM a\nRUN swallows\nUSER 1\n", "FROM a\nRUN swallows\nUSER 1\n", 0,
       "2: not proven: what the edit does not touch would be read in another way\n"},
      {"FROM a\nRUN swallows\n# a comment\n\nUSER 1\n", "FROM a\nRUN swallows\n# a comment\n\nUSER 1\n", 0,
       "2: not proven: what the edit does not touch would be read in another way\n"},
      // Two statements made one on purpose.
      {"FROM a\nRUN x\nRUN joined y\nUSER 1\n", "FROM a\nRUN x && joint y\nUSER 1\n", 1, ""},
      // One overlaps the other: the worse finding first, the other in the next round.
      {"FROM a\nRUN bad-word long-word\n", "FROM a\nRUN fine-word w\n", 2, ""},
      // Line ends are the file's.
      {"FROM a\r\nRUN one-line\r\n", "FROM a\r\nRUN a \\\r\n  b\r\n", 1, ""},
      {"FROM a\nRUN one-line\r\n", "FROM a\nRUN a \\\n  b\r\n", 1, ""},
      // Nothing to do.
      {"FROM a\n", "FROM a\n", 0, ""},
      {"", "", 0, ""},
  };
  for (const Row& row : rows) {
    FileFixer file = fixer(row.text);
    INFO(row.text);
    CHECK(run(file) == row.rounds);
    CHECK(file.text() == row.fixed);
    CHECK(whys(file) == row.why);
    CHECK(s1::apply(row.text, file.edits()).value() == row.fixed);
  }
}

TEST_CASE("fixes that hold only without each other: one is made") {
  FileFixer file = fixer("FROM a\nRUN ALWAYS left-word\nRUN right-word\n");
  CHECK(run(file) == 1);
  CHECK(file.text() == "FROM a\nRUN ALWAYS gone\nRUN right-word\n");
  CHECK(whys(file) == "3: not proven: it would bring a new finding (line 2: The word ALWAYS [fake/rule])\n");
}

TEST_CASE("unsafe fixes are made where asked for, and say so") {
  FileFixer file = fixer("FROM a\nRUN risky bad-word\n", true);
  CHECK(run(file) == 1);
  CHECK(file.text() == "FROM a\nRUN other fine-word\n");
  REQUIRE(file.outcomes().size() == 2);
  CHECK(file.outcomes()[0].grade == Fix::unsafe);
  CHECK(file.outcomes()[1].grade == Fix::safe);
}

TEST_CASE("only what was chosen is fixed, by its place in the file as it was") {
  const std::string text = "FROM a\nRUN bad-word\nRUN bad-word\nRUN bad-word\n";
  std::vector<std::string> fingerprints;
  {
    FileFixer all = fixer(text);
    for (const FileFixer::Outcome& each : all.outcomes()) fingerprints.push_back(each.finding->fingerprint);
  }
  REQUIRE(fingerprints.size() == 3);
  // After the first of three equal findings is fixed, the second has the first one's fingerprint: it is not the one.
  FileFixer file = fixer(text, false, [&](const Finding& finding) { return finding.fingerprint == fingerprints[0]; });
  CHECK(run(file) == 1);
  CHECK(file.text() == "FROM a\nRUN fine-word\nRUN bad-word\nRUN bad-word\n");
  REQUIRE(file.outcomes().size() == 1);
  CHECK(file.outcomes()[0].finding->fingerprint == fingerprints[0]);
  CHECK(file.outcomes()[0].grade == Fix::safe);
}

TEST_CASE("a round that is taken back is as if it had not been, and is not tried again") {
  FileFixer file = fixer("FROM a\nRUN bad-word long-word\n");
  REQUIRE(file.round());
  REQUIRE(file.text() == "FROM a\nRUN bad-word w\n");
  file.take_back("because");
  CHECK(file.text() == file.old_text());
  CHECK(file.edits().empty());
  REQUIRE(file.round());
  CHECK(file.text() == "FROM a\nRUN fine-word long-word\n");
  CHECK_FALSE(file.round());
  CHECK(whys(file) == "2: because\n");
}

TEST_CASE("a fix that brings a finding between files is taken back, and no other file's") {
  FileFixer first = fixer("FROM a\nRUN bad-word\n");
  FileFixer second("other/Dockerfile", s1::workspace::FileKind::dockerfile, "FROM a\nRUN bad-word\n", s1::test::kFakes,
                   "2026-01-01", {[](const Finding&) { return true; }, s1::fix::held_back_unless(false)});
  Finding known;
  known.rule = s1::test::kGood;
  known.path = "compose.yaml";
  known.span = {3, 5};
  int calls = 0;
  s1::fix::BetweenFiles between([&](const std::map<std::string, std::string>& texts) {
    ++calls;
    std::vector<Finding> findings = {known};
    if (texts.contains("other/Dockerfile")) {
      Finding more = known;
      more.span = {9, 11};
      more.message = "No such word";
      more.related.push_back({"other/Dockerfile", 2, "here"});
      findings.push_back(more);
    }
    return findings;
  });
  REQUIRE(first.round());
  REQUIRE(second.round());
  const std::array files = {&first, &second};
  between.hold(files, files);
  CHECK(calls == 3);  // before, with both, and without the one that did it
  CHECK(first.text() == "FROM a\nRUN fine-word\n");
  CHECK(second.text() == second.old_text());
  CHECK(whys(second) == "2: not proven: it would bring a new finding in compose.yaml (No such word [fake/rule])\n");
}

TEST_CASE("a hostile file costs a bounded number of checks") {
  std::string text = "FROM a\n";
  for (int i = 0; i < 800; ++i) text += "RUN stays\n";
  FileFixer file = fixer(text);
  CHECK_FALSE(file.round());
  const auto outcomes = file.outcomes();
  CHECK(outcomes.size() == 800);
  CHECK(std::ranges::any_of(outcomes, [](const auto& each) { return each.why.starts_with("not tried"); }));
  for (int i = 0; i < 1300; ++i) text += "RUN bad-word\n";  // more findings than are given: nothing can be told
  FileFixer more = fixer(text);
  CHECK_FALSE(more.round());
  CHECK(more.outcomes()[0].why == "not proven: the file has too many findings to tell new ones");
}
