// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/check_file.h"
#include "engine/excerpt.h"
#include "engine/fingerprint.h"
#include "engine/scan.h"
#include "engine/select.h"
#include "engine/suppress.h"
#include "rules/registry.h"
#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using s1::engine::check_file;
using s1::engine::FileResult;

FileResult checked(std::string text, std::string_view today = "2026-01-01") {
  const auto rules = s1::engine::select({});
  return check_file("Dockerfile", 0, s1::workspace::FileKind::dockerfile, std::move(text), *rules, today);
}

std::size_t count(const FileResult& result, std::string_view rule) {
  return static_cast<std::size_t>(
      std::ranges::count_if(result.findings, [&](const auto& finding) { return finding.rule->id == rule; }));
}

}  // namespace

TEST_CASE("a finding carries its place, its excerpt and a stable fingerprint") {
  const FileResult result = checked("FROM alpine:3.20\nUSER 1000\nWORKDIR  app\n");
  REQUIRE(count(result, "dockerfile/relative-workdir") == 1);
  const auto& finding = *std::ranges::find_if(
      result.findings, [](const auto& each) { return each.rule->id == "dockerfile/relative-workdir"; });
  CHECK(finding.begin.line == 3);
  CHECK(finding.excerpt == "WORKDIR  app");
  CHECK(finding.fingerprint.starts_with("v1:"));
  CHECK(finding.fingerprint.size() == 35);
  // Moving the line and changing white space keep it.
  const FileResult moved = checked("FROM alpine:3.20\n\n# moved\nUSER 1000\nWORKDIR app\n");
  REQUIRE(count(moved, "dockerfile/relative-workdir") == 1);
  CHECK(std::ranges::find_if(moved.findings, [&](const auto& each) {
          return each.fingerprint == finding.fingerprint;
        }) != moved.findings.end());
}

TEST_CASE("equal findings of a file have different fingerprints") {
  const FileResult result = checked("FROM alpine:3.20\nUSER 1000\nWORKDIR app\nRUN true\nWORKDIR app\n");
  std::vector<std::string> prints;
  for (const auto& finding : result.findings) prints.push_back(finding.fingerprint);
  std::ranges::sort(prints);
  CHECK(std::ranges::adjacent_find(prints) == prints.end());
}

TEST_CASE("suppressions of both forms hold for the next instruction alone") {
  struct Row {
    std::string_view comment;
    std::size_t left, suppressed;
  };
  const Row rows[] = {
      {"", 2, 0},
      {"# s1-infra: ignore[dockerfile/relative-workdir] the base sets it\n", 1, 1},
      {"#s1-infra:ignore[ DL3000 ]\n", 1, 1},
      {"# s1-infra: ignore[*] all of it\n", 1, 1},
      {"# s1-infra: ignore[dockerfile/sudo]\n", 2, 0},
      {"# s1-infra: ignore[DL3000] until=2026-01-01\n", 1, 1},
      {"# s1-infra: ignore[DL3000] until=2025-12-31\n", 2, 0},
      {"# s1-infra: ignore[DL3000] until=soon\n", 2, 0},
      {"# s1-infra: ignore DL3000\n", 2, 0},
      {"# hadolint ignore=DL3000\n", 1, 1},
      {"# hadolint ignore=DL3006,DL3000 because\n", 1, 1},
      {"# hadolint ignore=DL3006, DL3000\n", 1, 1},
      {"# hadolint ignore=DL3006 DL3000\n", 2, 0},
      {"# hadolint global ignore=DL3000\n", 0, 2},
  };
  for (const Row& row : rows) {
    INFO(row.comment);
    const FileResult result =
        checked("FROM alpine:3.20\nUSER 1000\n" + std::string(row.comment) + "WORKDIR app\nRUN true\nWORKDIR app\n");
    CHECK(count(result, "dockerfile/relative-workdir") == row.left);
    CHECK(result.suppressed >= row.suppressed);
  }
}

TEST_CASE("a suppression on the final FROM silences what is missing") {
  const auto missing = [](const std::string& text) {
    const s1::test::TempTree tree;
    tree.write("Dockerfile", text);
    s1::engine::ScanOptions options;
    options.selection.rules = {"dockerfile/missing-user"};
    return s1::engine::scan(s1::workspace::Root::open(tree.path()).value(), "", options)->findings.size();
  };
  CHECK(missing("FROM python:3.12\nCMD [\"x\"]\n") == 1);
  CHECK(missing("# s1-infra: ignore[dockerfile/missing-user] set by the platform\nFROM python:3.12\nCMD [\"x\"]\n") ==
        0);
}

TEST_CASE("an ended or empty suppression is said") {
  const FileResult result = checked(
      "FROM alpine:3.20\nUSER 1000\n# s1-infra: ignore[DL3000] until=2020-01-01\nWORKDIR app\n# s1-infra: "
      "ignore[no-such]\nRUN true\n");
  std::vector<std::string> codes;
  for (const auto& diagnostic : result.diagnostics) codes.push_back(diagnostic.code);
  CHECK(std::ranges::find(codes, "expired-suppression") != codes.end());
  CHECK(std::ranges::find(codes, "bad-suppression") != codes.end());
}

TEST_CASE("excerpts show no secret, and the caret stays in place") {
  const s1::Source source("\tENV A=1 DB_PASSWORD=hunter2 B=2\n");
  const auto of = [&](std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(source.bytes().find(part));
    return s1::engine::make_excerpt(source, {begin, begin + static_cast<std::uint32_t>(part.size())});
  };
  const auto password = of("DB_PASSWORD=hunter2");
  CHECK(password.text == " ENV A=1 DB_PASSWORD=[masked] B=2");
  CHECK(password.text.substr(password.begin - 1, password.end - password.begin) == "DB_PASSWORD=[masked]");
  const auto after = of("B=2");
  CHECK(after.text.substr(after.begin - 1, after.end - after.begin) == "B=2");
  const auto inside = of("unter");
  CHECK(inside.text.substr(inside.begin - 1, inside.end - inside.begin) == "[masked]");
}

TEST_CASE("a long line is cut around the finding") {
  const std::string line = "RUN " + std::string(10'000, 'x') + " HERE " + std::string(10'000, 'y');
  const s1::Source source(line);
  const auto begin = static_cast<std::uint32_t>(line.find("HERE"));
  const auto excerpt = s1::engine::make_excerpt(source, {begin, begin + 4});
  CHECK(excerpt.text.size() <= s1::engine::kExcerptBytes);
  CHECK(excerpt.text.substr(excerpt.begin - 1, excerpt.end - excerpt.begin) == "HERE");
}

TEST_CASE("a file with very many findings is cut, and says so") {
  std::string text = "FROM alpine:3.20\nUSER 1000\n";
  for (int i = 0; i < 20'000; ++i) text += "WORKDIR app\n";
  const FileResult result = checked(text);
  CHECK(result.findings.size() == 2'000);
  REQUIRE_FALSE(result.diagnostics.empty());
  CHECK(result.diagnostics.back().code == "too-many-findings");
}

TEST_CASE("suppressed findings take no room from the others of a file") {
  std::string text = "FROM alpine:3.20\nUSER 1000\n";
  for (int i = 0; i < 2'500; ++i) text += "# hadolint ignore=DL3000\nWORKDIR app\n";
  text += "WORKDIR app\nWORKDIR src\n";
  const FileResult result = checked(text);
  CHECK(count(result, "dockerfile/relative-workdir") == 2);
  CHECK(result.suppressed == 2'500);
  CHECK(result.diagnostics.empty());
}

TEST_CASE("rules are selected by id, alias, platform and profile") {
  const auto standard = s1::engine::select({});
  const auto strict = s1::engine::select({s1::engine::Depth::strict, {}, {}});
  REQUIRE(standard.has_value());
  REQUIRE(strict.has_value());
  CHECK(strict->size() > standard->size());
  const auto one = s1::engine::select({s1::engine::Depth::standard, {"dl3000"}, {}});
  REQUIRE(one.has_value());
  REQUIRE(one->size() == 1);
  CHECK(one->front()->id == "dockerfile/relative-workdir");
  CHECK(s1::engine::select({s1::engine::Depth::standard, {}, {"terraform"}})->empty());
  const auto wrong = s1::engine::select({s1::engine::Depth::standard, {"dockerfile/relative-workdirs"}, {}});
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().code == "unknown-rule");
  CHECK(wrong.error().hint.find("dockerfile/relative-workdir") != std::string::npos);
  CHECK(s1::engine::select({s1::engine::Depth::standard, {}, {"docker"}}).error().code == "unknown-platform");
}
