// SPDX-License-Identifier: Apache-2.0
// The schema itself is held by tests/e2e/reports.mjs.
#include "report/sarif.h"

#include <nlohmann/json.hpp>

#include "report/uri.h"
#include "sample.h"
#include "test.h"

namespace {

using nlohmann::json;
using s1::engine::ScanResult;
using s1::rules::Severity;
using s1::test::finding;

json run_of(const ScanResult& scan) {
  return json::parse(
      s1::test::text_of(s1::report::render_sarif, scan, "1.2.3", std::span<const s1::fix::Offer>()))["runs"][0];
}

}  // namespace

TEST_CASE("a path becomes a relative URI, whatever is in it") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"web/Dockerfile", "web/Dockerfile"},
      {"a b/C.tf", "a%20b/C.tf"},
      {"http://x", "http%3A//x"},
      {"#?%[](&).~_-", "%23%3F%25%5B%5D%28%26%29.~_-"},
      {"é", "%C3%A9"},
  };
  for (const auto& [path, uri] : rows) CHECK(s1::report::path_uri(path) == uri);
}

TEST_CASE("SARIF names the tool, each rule that fired once, and points from results to rules") {
  ScanResult scan;
  scan.findings = {finding(Severity::high, "b", 9, "One"), finding(Severity::medium, "a", 4, "Two"),
                   finding(Severity::high, "a", 7, "Three")};
  scan.suppressed = 3;
  const json run = run_of(scan);
  CHECK(run["tool"]["driver"]["name"] == "s1-infra");
  CHECK(run["tool"]["driver"]["version"] == "1.2.3");
  CHECK_FALSE(run["tool"]["driver"].contains("informationUri"));
  CHECK(run["columnKind"] == "unicodeCodePoints");
  CHECK(run["properties"]["suppressed"] == 3);

  const json& rules = run["tool"]["driver"]["rules"];
  REQUIRE(rules.size() == 2);
  REQUIRE(run["results"].size() == 3);
  for (const json& result : run["results"])
    CHECK(rules[result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
  CHECK(rules[1]["name"] == "SampleMediumOne");
  CHECK(rules[1]["defaultConfiguration"]["level"] == "warning");
  CHECK(rules[1]["properties"]["security-severity"] == "5.5");
  CHECK(rules[1]["properties"]["precision"] == "high");
  CHECK(rules[1]["shortDescription"]["text"] == "A sample.");
  CHECK(rules[1]["fullDescription"]["text"] == "Medium.");
  CHECK(rules[1]["help"]["markdown"].get<std::string>().find("Mend it") != std::string::npos);

  const json& first = run["results"][0];
  CHECK(first["level"] == "error");
  CHECK(first["message"]["text"] == "One.");
  CHECK(first["partialFingerprints"]["s1InfraFingerprint/v1"] == "v1:0123456789abcdef0123456789abcdef");
  CHECK(first["locations"][0]["physicalLocation"]["artifactLocation"] ==
        json({{"uri", "b"}, {"uriBaseId", "%SRCROOT%"}}));
  CHECK(first["locations"][0]["physicalLocation"]["region"] ==
        json({{"startLine", 9}, {"startColumn", 3}, {"endLine", 9}, {"endColumn", 7}}));
}

TEST_CASE("levels and scores of SARIF follow the severity") {
  const std::tuple<Severity, std::string_view, std::string_view> rows[] = {{Severity::critical, "error", "9.5"},
                                                                           {Severity::high, "error", "8.0"},
                                                                           {Severity::medium, "warning", "5.5"},
                                                                           {Severity::low, "note", "2.0"},
                                                                           {Severity::info, "note", ""}};
  for (const auto& [severity, level, score] : rows) {
    ScanResult scan;
    scan.findings = {finding(severity, "a", 1, "One")};
    const json run = run_of(scan);
    CHECK(run["results"][0]["level"] == level);
    const json& properties = run["tool"]["driver"]["rules"][0]["properties"];
    CHECK(properties.value("security-severity", "") == score);
    // GitHub reads the score only of what is tagged so.
    const json& tags = properties["tags"];
    CHECK((std::find(tags.begin(), tags.end(), "security") != tags.end()) == !score.empty());
  }
}

TEST_CASE("a rule's description is its first paragraph, on one line") {
  ScanResult scan;
  scan.findings = {finding(Severity::info, "a", 1, "One")};
  CHECK(run_of(scan)["tool"]["driver"]["rules"][0]["fullDescription"]["text"] == "First paragraph.");
}

TEST_CASE("SARIF holds a fix only where one is offered and may be shown") {
  ScanResult scan;
  scan.findings = {finding(Severity::low, "a b", 1, "One"), finding(Severity::low, "a b", 2, "Two"),
                   finding(Severity::low, "a b", 3, "Three")};
  std::vector<s1::fix::Offer> offers(3);
  offers[0].fix = s1::fix::OfferedFix{
      s1::rules::Fix::safe, "Use COPY", {{"a b", {1, 1}, {1, 4}, "COPY"}, {"a b", {2, 1}, {3, 1}, ""}}};
  offers[1].fix =
      s1::fix::OfferedFix{.grade = s1::rules::Fix::safe, .description = "Use COPY", .edits = {}, .redacted = true};
  offers[2].dropped = "the edited file would not parse";
  const json results =
      json::parse(s1::test::text_of(s1::report::render_sarif, scan, "1.0.0", offers))["runs"][0]["results"];
  CHECK_FALSE(results[1].contains("fixes"));
  CHECK_FALSE(results[2].contains("fixes"));
  REQUIRE(results[0]["fixes"].size() == 1);
  const json& fix = results[0]["fixes"][0];
  CHECK(fix["description"]["text"] == "Use COPY.");
  CHECK(fix["properties"]["grade"] == "safe");
  const json& change = fix["artifactChanges"][0];
  CHECK(change["artifactLocation"]["uri"] == "a%20b");
  CHECK(change["replacements"][0] ==
        json({{"deletedRegion", {{"startLine", 1}, {"startColumn", 1}, {"endLine", 1}, {"endColumn", 4}}},
              {"insertedContent", {{"text", "COPY"}}}}));
  CHECK(change["replacements"][1] ==
        json({{"deletedRegion", {{"startLine", 2}, {"startColumn", 1}, {"endLine", 3}, {"endColumn", 1}}}}));
}

TEST_CASE("diagnostics are notifications, and an incomplete scan was no success") {
  ScanResult scan;
  scan.diagnostics = {{"a b", 0, "too-large", "It is too large", "split it"}, {"c", 7, "bad-syntax", "Odd", ""}};
  const json whole = run_of(scan)["invocations"][0];
  CHECK(whole["executionSuccessful"] == true);
  const json& first = whole["toolExecutionNotifications"][0];
  CHECK(first["descriptor"]["id"] == "too-large");
  CHECK(first["message"]["text"] == "It is too large; split it.");
  CHECK(first["locations"][0]["physicalLocation"] ==
        json({{"artifactLocation", {{"uri", "a%20b"}, {"uriBaseId", "%SRCROOT%"}}}}));
  CHECK(whole["toolExecutionNotifications"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] == 7);
  scan.complete = false;
  CHECK(run_of(scan)["invocations"][0]["executionSuccessful"] == false);
}

TEST_CASE("SARIF stays within what GitHub takes") {
  ScanResult scan;
  scan.findings.assign(25'002, finding(Severity::low, "a", 1, "One"));
  scan.findings.front().related.assign(2'000, {"b", 1, "There"});
  // 20 MB, on which a parser would spend its time.
  const std::string text =
      s1::test::text_of(s1::report::render_sarif, scan, "1.2.3", std::span<const s1::fix::Offer>());
  const auto count = [&](std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
  };
  CHECK(count("\"partialFingerprints\":") == 25'000);
  CHECK(count("\"There.\"") == 100);
  CHECK(count("\"results-left-out\"") == 1);
  CHECK(count("\"2 findings, the least severe, are left out") == 1);
}

TEST_CASE("SARIF of hostile text has no hidden character, and no link in a message") {
  const std::string text =
      s1::test::text_of(s1::report::render_sarif, s1::test::hostile_scan(), "1", std::span<const s1::fix::Offer>());
  const json run = json::parse(text)["runs"][0];
  for (const std::string_view never : {"\x1b", "\\u001b", "\xE2\x80\xAE", "\\r"})
    CHECK(run["results"].dump().find(never) == std::string::npos);
  const json& result = run["results"][0];
  for (const json& message : {result["message"], result["relatedLocations"][0]["message"],
                              run["invocations"][0]["toolExecutionNotifications"][0]["message"]})
    CHECK(message["text"].get<std::string>().find("[a] (https://x.example)") != std::string::npos);
}
