// SPDX-License-Identifier: Apache-2.0
#include "report/gitlab.h"

#include <nlohmann/json.hpp>
#include <set>

#include "sample.h"
#include "test.h"

namespace {

using nlohmann::json;
using s1::engine::ScanResult;
using s1::rules::Severity;
using s1::test::finding;

json issues_of(const ScanResult& scan) {
  return json::parse(s1::test::text_of(s1::report::render_gitlab, scan));
}

}  // namespace

TEST_CASE("a finding is an issue of GitLab's Code Quality") {
  ScanResult scan;
  scan.findings = {finding(Severity::medium, "a b/C", 4, "One")};
  CHECK(issues_of(scan) == json::parse(R"([{
    "type": "issue", "check_name": "sample/medium-one", "description": "One", "severity": "major",
    "fingerprint": "v1:0123456789abcdef0123456789abcdef",
    "location": {"path": "a b/C", "lines": {"begin": 4, "end": 4},
                 "positions": {"begin": {"line": 4, "column": 3}, "end": {"line": 4, "column": 7}}}}])"));
  CHECK(issues_of({}) == json::array());
}

TEST_CASE("GitLab's severities follow ours") {
  const std::pair<Severity, std::string_view> rows[] = {{Severity::critical, "blocker"},
                                                        {Severity::high, "critical"},
                                                        {Severity::medium, "major"},
                                                        {Severity::low, "minor"},
                                                        {Severity::info, "info"}};
  for (const auto& [severity, name] : rows) {
    ScanResult scan;
    scan.findings = {finding(severity, "a", 1, "One")};
    CHECK(issues_of(scan)[0]["severity"] == name);
  }
}

TEST_CASE("no two issues share a fingerprint, and diagnostics are issues on a line") {
  ScanResult scan;
  scan.findings.assign(3, finding(Severity::low, "a", 1, "One"));
  scan.diagnostics.assign(2, {"a", 0, "too-large", "It is too large", "split it"});
  const json issues = issues_of(scan);
  REQUIRE(issues.size() == 5);
  std::set<std::string> fingerprints;
  for (const json& issue : issues) fingerprints.insert(issue["fingerprint"]);
  CHECK(fingerprints.size() == 5);
  CHECK(issues[0]["fingerprint"] == "v1:0123456789abcdef0123456789abcdef");
  CHECK(issues[3]["check_name"] == "diagnostic/too-large");
  CHECK(issues[3]["description"] == "It is too large; split it");
  CHECK(issues[3]["location"]["lines"]["begin"] == 1);
}

TEST_CASE("hostile text in a Code Quality report is cleaned, a hostile path is the path") {
  const std::string text = s1::test::text_of(s1::report::render_gitlab, s1::test::hostile_scan());
  CHECK(text.find("\\u001b") == std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(json::parse(text)[0]["location"]["path"] == s1::test::kHostilePath);
}
