// SPDX-License-Identifier: Apache-2.0
// Baselines: what they hold, what they take out, what they say is fixed, and files that are none.
#include "engine/baseline.h"

#include <algorithm>

#include "rules/registry.h"
#include "test.h"

namespace {

using s1::engine::apply_baseline;
using s1::engine::Baseline;
using s1::engine::baseline_entry;
using s1::engine::BaselineEntry;
using s1::engine::BaselineMatch;
using s1::engine::Finding;
using s1::engine::read_baseline;
using s1::engine::write_baseline;

std::string print_of(std::string_view digit) {
  std::string print = "v1:";
  while (print.size() < 35) print += digit;
  return print.substr(0, 35);
}

Finding finding(const std::string& path, std::string_view print, std::string excerpt = "FROM debian:latest",
                std::string_view rule = "dockerfile/latest-tag") {
  Finding result;
  result.rule = s1::rules::find(rule).front();
  result.path = path;
  result.message = "the tag of \"debian\" is latest";
  result.excerpt = std::move(excerpt);
  result.fingerprint = print_of(print);
  return result;
}

Baseline baseline_of(const std::vector<Finding>& findings) {
  Baseline baseline;
  for (const Finding& each : findings) baseline.push_back(baseline_entry(each));
  const auto read = read_baseline(write_baseline(baseline), "b.json");
  REQUIRE(read.has_value());
  return *read;
}

BaselineMatch apply(const Baseline& baseline, std::vector<Finding>& findings,
                    const std::vector<std::string>& gone = {}) {
  return apply_baseline(
      baseline, findings, [](const BaselineEntry& entry) { return entry.path != "elsewhere"; },
      [&](const std::string& path) { return std::ranges::find(gone, path) != gone.end(); });
}

std::string paths(const std::vector<BaselineEntry>& entries) {
  std::string text;
  for (const BaselineEntry& entry : entries) text += entry.path + " ";
  return text;
}

}  // namespace

TEST_CASE("a baseline takes out what it holds, and says what is fixed") {
  const Baseline baseline =
      baseline_of({finding("a", "1"), finding("a", "2"), finding("b", "3"), finding("elsewhere", "4")});
  std::vector<Finding> now = {finding("a", "1"), finding("a", "5")};
  const BaselineMatch match = apply(baseline, now);
  CHECK(match.baselined == 1);
  REQUIRE(now.size() == 1);
  CHECK(now[0].fingerprint == print_of("5"));
  CHECK(paths(match.fixed) == "a b ");
}

TEST_CASE("where a file is gone, its entries stand for the same in other files, each for one") {
  const Baseline baseline = baseline_of({finding("api/Dockerfile", "1"), finding("web/Dockerfile", "2")});
  // Renamed: the same line, indented otherwise.
  std::vector<Finding> renamed = {finding("services/api/Dockerfile", "3", "  FROM   debian:latest "),
                                  finding("web/Dockerfile", "2")};
  const BaselineMatch match = apply(baseline, renamed, {"api/Dockerfile"});
  CHECK(match.baselined == 2);
  CHECK(renamed.empty());
  CHECK(match.fixed.empty());
  // A copy: the original is still there.
  std::vector<Finding> copied = {finding("api/Dockerfile", "1"), finding("copy/Dockerfile", "3"),
                                 finding("web/Dockerfile", "2")};
  CHECK(apply(baseline, copied).baselined == 2);
  CHECK(copied.size() == 1);
  // One file gone, two new with the same: one of them is new.
  std::vector<Finding> twice = {finding("x/Dockerfile", "3"), finding("y/Dockerfile", "4"),
                                finding("web/Dockerfile", "2")};
  CHECK(apply(baseline, twice, {"api/Dockerfile"}).baselined == 2);
  REQUIRE(twice.size() == 1);
  CHECK(twice[0].path == "y/Dockerfile");
  // Another line, another resource, another rule: not the same.
  std::vector<Finding> other = {finding("n/Dockerfile", "3", "FROM alpine:latest"),
                                finding("n/Dockerfile", "4", "FROM debian:latest", "dockerfile/sudo")};
  other.push_back(finding("n/Dockerfile", "5"));
  other.back().resource = "build";
  CHECK(apply(baseline, other, {"api/Dockerfile"}).baselined == 0);
  CHECK(other.size() == 3);
}

TEST_CASE("of two files that are gone the one of the same name comes first") {
  const Baseline baseline = baseline_of({finding("a/Dockerfile.dev", "1"), finding("b/Dockerfile", "2")});
  std::vector<Finding> now = {finding("c/Dockerfile", "3")};
  const BaselineMatch match = apply(baseline, now, {"a/Dockerfile.dev", "b/Dockerfile"});
  CHECK(match.baselined == 1);
  CHECK(paths(match.fixed) == "a/Dockerfile.dev ");
}

TEST_CASE("the answer of a scan is a baseline; moved files are matched by their messages then") {
  const std::string answer =
      R"({"summary": {}, "findings": [{"rule": "dockerfile/latest-tag", "title": "x", "severity": "high", "line": 3,
      "path": "old/Dockerfile", "message": "the tag of \"debian\" is latest", "fingerprint": ")" +
      print_of("1") + R"("}], "diagnostics": []})";
  const auto baseline = read_baseline(answer, "answer.json");
  REQUIRE(baseline.has_value());
  REQUIRE(baseline->size() == 1);
  std::vector<Finding> same = {finding("old/Dockerfile", "1")};
  CHECK(apply(*baseline, same).baselined == 1);
  std::vector<Finding> moved = {finding("new/Dockerfile", "2")};
  CHECK(apply(*baseline, moved, {"old/Dockerfile"}).baselined == 1);
}

TEST_CASE("what is written is sorted, a line an entry, each once, and reads back equal") {
  Finding odd = finding("b\"\\\n\x01\xff/ü", "2");
  odd.resource = "web";
  const Baseline baseline = {baseline_entry(odd), baseline_entry(finding("a", "1")), baseline_entry(finding("a", "1"))};
  const std::string text = write_baseline(baseline);
  CHECK(std::ranges::count(text, '\n') == 7);
  CHECK(text.find("\"path\": \"a\"") < text.find("\"path\": \"b"));
  const auto read = read_baseline(text, "b.json");
  REQUIRE(read.has_value());
  REQUIRE(read->size() == 2);
  CHECK((*read)[0] == baseline[1]);
  CHECK((*read)[1].path == "b\"\\\n\x01\xEF\xBF\xBD/ü");
  CHECK(write_baseline(*read) == text);
  CHECK(read_baseline(write_baseline({}), "b.json")->empty());
}

TEST_CASE("a file that is no baseline is refused with its line") {
  struct Row {
    std::string text;
    std::string_view where;
  };
  const std::string good = print_of("1");
  const Row rows[] = {
      {"", "b.json:1"},
      {"{", "b.json:1"},
      {"[]", "b.json:1"},
      {"{\"findings\": 3}", "b.json:1"},
      {"{\"findings\": [\n{}]}", "b.json:2"},
      {"{\"findings\": [\n\n\"v1:\"]}", "b.json:3"},
      {"{\"findings\": [{\"fingerprint\": \"v2:" + good.substr(3) + "\", \"rule\": \"a\", \"path\": \"b\"}]}",
       "b.json:1"},
      {"{\"findings\": [{\"fingerprint\": \"" + good + "\", \"rule\": 3, \"path\": \"b\"}]}", "b.json:1"},
      {"{\"findings\": [{\"fingerprint\": \"" + good + "\", \"rule\": \"a\"}]}", "b.json:1"},
      {std::string("{\"findings\": \0[]}", 16), "b.json"},
      {"{\"findings\": " + std::string(100'000, '[') + "}", "b.json:1"},
      {"FROM debian\n", "b.json:1"},
  };
  for (const Row& row : rows) {
    INFO(row.text.substr(0, 200));
    const auto baseline = read_baseline(row.text, "b.json");
    REQUIRE_FALSE(baseline.has_value());
    CHECK(baseline.error().code == "bad-baseline");
    CHECK(baseline.error().where == row.where);
  }
}

TEST_CASE("many equal entries of files that are gone are matched one to one") {
  constexpr std::size_t count = 20'000;
  Baseline baseline;
  std::vector<Finding> now;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(1'000'000 + i);
    baseline.push_back(baseline_entry(finding("old" + number, number)));
    now.push_back(finding("new" + number, "f" + number));
  }
  now.push_back(finding("one-more", "abc"));
  const BaselineMatch match = apply_baseline(
      baseline, now, [](const BaselineEntry&) { return true; },
      [](const std::string& path) { return path.starts_with("old"); });
  CHECK(match.baselined == count);
  CHECK(match.fixed.empty());
  REQUIRE(now.size() == 1);
  CHECK(now[0].path == "one-more");
}
