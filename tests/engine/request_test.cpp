// SPDX-License-Identifier: Apache-2.0
// From what a user asks to the findings that are shown: the configuration under the command line, ignores, baselines
// and changes since a commit, on folders of real files.
#include "engine/request.h"

#include <algorithm>
#include <cstdlib>

#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using s1::engine::Answer;
using s1::engine::answer;
using s1::engine::Request;
using s1::test::TempTree;

const std::string kFlawed = "FROM alpine:3.20\nUSER 1000\nWORKDIR app\nCMD [\"x\"]\n";

std::expected<Answer, std::vector<s1::Error>> try_answer(const TempTree& tree, const Request& request,
                                                         std::string_view start = "") {
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  return answer(*root, start, request, {});
}

Answer get(const TempTree& tree, const Request& request, std::string_view start = "") {
  auto result = try_answer(tree, request, start);
  if (!result) FAIL(describe(result.error().front()));
  return *std::move(result);
}

// "path rule severity", of the findings of rules named `only`.
std::string shown(const Answer& answer, std::string_view only = "dockerfile/relative-workdir") {
  std::string text;
  for (const auto& finding : answer.scan.findings)
    if (finding.rule->id == only)
      text += finding.path + ":" + std::to_string(finding.begin.line) + " " +
              std::string(s1::rules::name(finding.severity())) + "\n";
  return text;
}

std::string codes(const Answer& answer) {
  std::string text;
  for (const auto& diagnostic : answer.scan.diagnostics)
    text += diagnostic.path + ":" + std::to_string(diagnostic.line) + " " + diagnostic.code + "\n";
  return text;
}

Request only(std::string rule) {
  Request request;
  request.rules = {std::move(rule)};
  return request;
}

void git(const TempTree& tree, const std::string& words) {
  const std::string command = "git -C " + tree.path() +
                              " -c user.name=T -c user.email=t@example.com -c commit.gpgsign=false " + words +
                              " >/dev/null 2>&1";
  REQUIRE(std::system(command.c_str()) == 0);
}

}  // namespace

TEST_CASE("rules are turned off, turned on and given a severity, and the order follows it") {
  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  CHECK(shown(get(tree, {})) == "Dockerfile:3 low\n");
  tree.write(".s1-infra.yaml", "rules: {DL3000: off}\n");
  CHECK(shown(get(tree, {})).empty());
  // What the command line names outright runs.
  CHECK(shown(get(tree, only("DL3000"))) == "Dockerfile:3 low\n");
  CHECK(shown(get(tree, {.use_config = false})) == "Dockerfile:3 low\n");
  tree.write(".s1-infra.yaml", "rules:\n  'dockerfile/*': off\n  DL3000: critical\n");
  const Answer critical = get(tree, {});
  CHECK(shown(critical) == "Dockerfile:3 critical\n");
  CHECK(critical.scan.findings.size() == 1);
  tree.write(".s1-infra.yaml", "rules:\n  DL3000: critical\n  DL3057: info\n");
  CHECK(get(tree, {}).scan.findings.front().rule->id == "dockerfile/relative-workdir");
  tree.write(".s1-infra.yaml", "rules: {DL3000: info}\nmin_severity: low\n");
  CHECK(shown(get(tree, {})).empty());
  CHECK(shown(get(tree, {.min_severity = s1::rules::Severity::info})) == "Dockerfile:3 info\n");
}

TEST_CASE("profile, platforms, limits and fail_on are the configuration's where nothing else is said") {
  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  const std::size_t standard = get(tree, {}).scan.findings.size();
  tree.write(".s1-infra.yaml", "profile: strict\nfail_on: critical\n");
  CHECK(get(tree, {}).scan.findings.size() > standard);
  CHECK(get(tree, {.profile = s1::engine::Depth::standard}).scan.findings.size() == standard);
  CHECK(get(tree, {}).fail_on == s1::rules::Severity::critical);
  tree.write(".s1-infra.yaml", "platforms: [compose]\nfail_on: none\n");
  CHECK(get(tree, {}).scan.findings.empty());
  CHECK(get(tree, {}).fail_on_none);
  CHECK(get(tree, {.platforms = {"dockerfile"}}).scan.findings.size() == standard);
  tree.write(".s1-infra.yaml", "limits: {file_bytes: 20}\n");
  CHECK(codes(get(tree, {})).find("Dockerfile:0 too-large") != std::string::npos);
}

TEST_CASE("ignores take out by rule, path and resource, are counted, end, and are named where they do nothing") {
  const TempTree tree;
  tree.write("a/Dockerfile", kFlawed);
  tree.write("legacy/b/Dockerfile", kFlawed);
  ::setenv("SOURCE_DATE_EPOCH", "1781481600", 1);  // 2026-06-15
  tree.write(".s1-infra.yaml",
             "ignore:\n"
             "  - {rule: DL3000, path: legacy/, reason: goes away}\n"
             "  - {rule: 'dockerfile/relative-*', path: '*.Dockerfile'}\n"
             "  - {rule: DL3000, until: 2026-06-14}\n"
             "  - {rule: DL3002, resource: nothing}\n");
  const Answer result = get(tree, {});
  CHECK(shown(result) == "a/Dockerfile:3 low\n");
  CHECK(result.scan.suppressed == 1);
  CHECK(codes(result) ==
        ".s1-infra.yaml:3 unused-ignore\n.s1-infra.yaml:4 expired-suppression\n.s1-infra.yaml:5 unused-ignore\n");
  // Who looks at a part cannot tell what is unused.
  CHECK(codes(get(tree, {}, "a")) == ".s1-infra.yaml:4 expired-suppression\n");
  CHECK(codes(get(tree, only("DL3000"))) == ".s1-infra.yaml:4 expired-suppression\n");
  tree.write(".s1-infra.yaml", "ignore:\n  - {rule: DL3000, until: 2026-06-15}\n");
  CHECK(shown(get(tree, {})).empty());
  CHECK(get(tree, {}).scan.suppressed == 2);
  ::unsetenv("SOURCE_DATE_EPOCH");
}

TEST_CASE("what is excluded is not checked, unless it is named outright") {
  const TempTree tree;
  tree.write("a/Dockerfile", kFlawed);
  tree.write("third_party/x/Dockerfile", kFlawed);
  tree.write("third_party/y/Dockerfile", kFlawed);
  tree.write(".s1-infra.yaml", "exclude: [third_party/*, '!third_party/y']\n");
  CHECK(shown(get(tree, {})) == "a/Dockerfile:3 low\nthird_party/y/Dockerfile:3 low\n");
  CHECK(shown(get(tree, {}, "third_party/x/Dockerfile")) == "third_party/x/Dockerfile:3 low\n");
}

TEST_CASE("what is excluded is not read, unless a file that is checked may depend on it") {
  const TempTree tree;
  const std::string broken = "on: push\njobs: [\n";
  tree.write(".github/workflows/a.yml", "on: push\njobs: {a: {runs-on: x, steps: [{run: make}]}}\n");
  tree.write("old/.github/workflows/b.yml", "on: push\njobs: {b: {runs-on: x, steps: [{run: make}]}}\n");
  tree.write("old/.github/workflows/c.yml", broken);
  tree.write("old/main.tf", "resource \"aws_vpc\" \"main\" {}\n");
  tree.write("old/Dockerfile", kFlawed);
  tree.write(
      "old/pod.yaml",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {app: a}}\nspec: {containers: [{name: a, image: b}]}\n");
  tree.write("service.yaml",
             "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: a}, ports: [{port: 80}]}\n");
  tree.write("old/service.yaml",
             "apiVersion: v1\nkind: Service\nmetadata: {name: b}\nspec: {selector: {app: b}, ports: [{port: 80}]}\n");
  const std::string_view rule = "kubernetes/service-selects-nothing";
  const Answer whole = get(tree, {});
  CHECK(whole.scan.model.pipelines.size() >= 2);
  CHECK(whole.scan.model.resources.size() == 1);
  CHECK(shown(whole, rule) == "old/service.yaml:4 medium\n");
  CHECK_FALSE(codes(whole).empty());

  tree.write(".s1-infra.yaml", "exclude: old/\n");
  const Answer part = get(tree, {});
  CHECK(part.scan.model.pipelines.size() == 1);
  CHECK(part.scan.model.resources.empty());
  CHECK(codes(part).empty());
  CHECK(shown(part, rule).empty());  // its pod is there, and the other Service is not checked
  CHECK(shown(part).empty());
  CHECK(part.scan.model.images.size() == 1);
  CHECK(part.scan.suppressed == 0);
  REQUIRE(part.scan.files.size() == 2);
  CHECK(part.scan.files[0].path == ".github/workflows/a.yml");
  CHECK(part.scan.files[1].path == "service.yaml");
  CHECK(part.scan.checked.size() == 2);
}

TEST_CASE("of a unit that is excluded in part the rest is checked as what it is") {
  const TempTree tree;
  tree.write("compose.yaml", "services:\n  a:\n    build: ./gone\n");
  tree.write("compose.override.yaml", "services:\n  b:\n    build: ./away\n");
  const std::string_view rule = "compose/missing-build-file";
  CHECK(shown(get(tree, {}), rule) == "compose.override.yaml:3 high\ncompose.yaml:3 high\n");
  tree.write(".s1-infra.yaml", "exclude: compose.yaml\n");
  const Answer result = get(tree, {});
  CHECK(shown(result, rule) == "compose.override.yaml:3 high\n");
  CHECK(result.scan.model.services.size() == 2);
}

TEST_CASE("a configuration that is wrong is an error, all of it at once, and never left unread") {
  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  tree.write(".s1-infra.yaml",
             "profil: strict\nplatforms: [docker]\nrules: {dockerfile/latest-tags: off}\nignore: [{rule: DL30000}]\n");
  const auto wrong = try_answer(tree, {});
  REQUIRE_FALSE(wrong.has_value());
  std::string text;
  for (const s1::Error& error : wrong.error()) text += describe(error) + "\n";
  INFO(text);
  REQUIRE(wrong.error().size() == 4);
  for (const std::string_view part : {".s1-infra.yaml:1", "profile", ".s1-infra.yaml:2", "dockerfile",
                                      ".s1-infra.yaml:3", "dockerfile/latest-tag?", ".s1-infra.yaml:4", "DL3000?"})
    CHECK(text.find(part) != std::string::npos);

  std::filesystem::remove(tree / ".s1-infra.yaml");
  tree.link(".s1-infra.yaml", "/etc/hostname");
  CHECK(try_answer(tree, {}).error().front().code == "outside-root");
  std::filesystem::remove(tree / ".s1-infra.yaml");
  tree.folder(".s1-infra.yaml");
  CHECK(try_answer(tree, {}).error().front().code == "not-a-file");
  std::filesystem::remove(tree / ".s1-infra.yaml");
  tree.write(".s1-infra.yaml", std::string("a: \0", 4));
  CHECK(try_answer(tree, {}).error().front().code == "binary-file");
}

TEST_CASE("the configuration is looked for in the root alone, by its one name") {
  const TempTree tree;
  tree.write("sub/Dockerfile", kFlawed);
  tree.write("sub/.s1-infra.yaml", "rules: {DL3000: off}\n");
  tree.write(".s1-infra.yml", "rules: {DL3000: off}\n");
  const Answer result = get(tree, {}, "sub");
  CHECK(shown(result) == "sub/Dockerfile:3 low\n");
  CHECK(codes(result) == ".s1-infra.yml:0 misnamed-config\n");
}

TEST_CASE("a baseline leaves new findings, survives moves and renames, and names what is fixed") {
  const TempTree tree;
  tree.write("a/Dockerfile", kFlawed);
  tree.write("b/Dockerfile", kFlawed);
  Request collect = only("DL3000");
  collect.collect_baseline = true;
  const Answer first = get(tree, collect);
  REQUIRE(first.baseline.size() == 2);

  Request against = only("DL3000");
  against.baseline = first.baseline;
  CHECK(get(tree, against).scan.findings.empty());
  CHECK(get(tree, against).scan.baselined == 2);
  tree.write("a/Dockerfile", "# moved\n\nFROM alpine:3.20\n\nUSER 1000\nRUN true\nWORKDIR   app\nWORKDIR lib\n");
  std::filesystem::rename(tree / "b", tree / "c");
  const Answer moved = get(tree, against);
  CHECK(shown(moved) == "a/Dockerfile:8 low\n");
  CHECK(moved.scan.baselined == 2);
  CHECK(moved.scan.fixed.empty());

  std::filesystem::remove_all(tree / "c");
  const Answer fixed = get(tree, against);
  REQUIRE(fixed.scan.fixed.size() == 1);
  CHECK(fixed.scan.fixed[0].path == "b/Dockerfile");
  // What this scan does not look at is not fixed, and stays in the baseline.
  CHECK(get(tree, against, "a").scan.fixed.empty());
  Request other = only("dockerfile/sudo");
  other.baseline = first.baseline;
  other.collect_baseline = true;
  CHECK(get(tree, other).scan.fixed.empty());
  CHECK(get(tree, other).baseline == first.baseline);
}

TEST_CASE("since a commit: findings on changed lines and in new files are left") {
  const TempTree tree;
  tree.write("a/Dockerfile", "FROM alpine:3.20\nUSER 1000\nWORKDIR app\nRUN true\nWORKDIR lib\n");
  tree.write("b/Dockerfile", kFlawed);
  git(tree, "init -q -b main");
  git(tree, "add -A");
  git(tree, "commit -q -m one");
  Request since = only("DL3000");
  since.since = "main";
  CHECK(get(tree, since).scan.findings.empty());
  CHECK(get(tree, since).scan.unchanged == 3);
  tree.write("a/Dockerfile", "FROM alpine:3.20\nUSER 1000\nWORKDIR app\nRUN true\nWORKDIR library\n");
  tree.write("c/Dockerfile", "FROM debian:12\nWORKDIR other\n");
  std::filesystem::rename(tree / "b", tree / "renamed");
  const Answer result = get(tree, since);
  CHECK(shown(result) == "a/Dockerfile:5 low\nc/Dockerfile:2 low\n");
  CHECK(result.scan.unchanged == 2);
  since.since = "mian";
  const auto unknown = try_answer(tree, since);
  REQUIRE_FALSE(unknown.has_value());
  CHECK(unknown.error().front().code == "unknown-ref");
  CHECK(unknown.error().front().hint.find("main") != std::string::npos);
}

TEST_CASE("since a commit: a finding between files stays where a file is gone") {
  const TempTree tree;
  tree.write("compose.yaml", "services: {a: {build: ./web}}\n");
  tree.write("web/Dockerfile", "FROM alpine:3.22\n");
  git(tree, "init -q -b main");
  git(tree, "add -A");
  git(tree, "commit -q -m one");
  Request since;
  since.since = "main";
  CHECK(get(tree, since).scan.findings.empty());
  std::filesystem::remove_all(tree / "web");
  CHECK_FALSE(get(tree, since).scan.findings.empty());
}
