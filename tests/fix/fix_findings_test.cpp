// SPDX-License-Identifier: Apache-2.0
#include "fix/fix_findings.h"

#include <algorithm>

#include "engine/scan.h"
#include "fix/file_fixer.h"
#include "fix/prove_for_scan.h"
#include "fix/redact.h"
#include "test.h"
#include "text/hash.h"
#include "workspace/temp_tree.h"

namespace {

using namespace s1;
using fix::Fixes;
using fix::Request;
using test::read_file;
using test::TempTree;

constexpr std::string_view kFlawed = "FROM alpine:3.20\nMAINTAINER Ann\nRUN apk add curl\nENTRYPOINT start now\n";
constexpr std::string_view kFixed =
    "FROM alpine:3.20\nLABEL org.opencontainers.image.authors=\"Ann\"\nRUN apk add --no-cache curl\nENTRYPOINT start "
    "now\n";

workspace::Root open(const TempTree& tree) {
  return workspace::Root::open(tree.path()).value();
}

Fixes find(const TempTree& tree, const Request& request = {}) {
  return fix::find_fixes(open(tree), "", request).value();
}

std::string fingerprint_of(const TempTree& tree, std::string_view rule, std::string_view path) {
  const auto scan = engine::scan(open(tree), "", {});
  REQUIRE(scan.has_value());
  for (const engine::Finding& finding : scan->findings)
    if (finding.rule->id == rule && finding.path == path) return finding.fingerprint;
  FAIL(rule << " does not fire");
  return {};
}

bool has(const std::vector<fix::Outcome>& outcomes, std::string_view rule) {
  return std::ranges::any_of(outcomes, [&](const auto& each) { return each.rule != nullptr && each.rule->id == rule; });
}

}  // namespace

TEST_CASE("nothing is written before write, and then all of it") {
  const TempTree tree;
  tree.write("a/Dockerfile", kFlawed);
  tree.write("b/Dockerfile", kFlawed);
  const Fixes fixes = find(tree);
  REQUIRE(fixes.files.size() == 2);
  CHECK(fixes.fixed.size() == 4);
  CHECK(read_file(tree / "a/Dockerfile") == kFlawed);
  CHECK(fixes.files[0].new_text == kFixed);
  CHECK(fix::apply(fixes.files[0].edit, kFlawed).value() == kFixed);
  CHECK(has(fixes.not_fixed, "dockerfile/shell-form-cmd"));  // unsafe, and not asked for

  CHECK(fix::write(open(tree), fixes.files).has_value());
  CHECK(read_file(tree / "a/Dockerfile") == kFixed);
  CHECK(read_file(tree / "b/Dockerfile") == kFixed);
  CHECK(find(tree).files.empty());
}

TEST_CASE("a file that changes between the two is not written, and neither is any other") {
  const TempTree tree;
  tree.write("a/Dockerfile", kFlawed);
  tree.write("b/Dockerfile", kFlawed);
  const Fixes fixes = find(tree);
  tree.write("b/Dockerfile", "FROM scratch\n");
  const Result<void> written = fix::write(open(tree), fixes.files);
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().code == "changed-file");
  CHECK(written.error().where == "b/Dockerfile");
  CHECK(read_file(tree / "a/Dockerfile") == kFlawed);
  CHECK(read_file(tree / "b/Dockerfile") == "FROM scratch\n");
}

TEST_CASE("rules and fingerprints choose, and a name that is not there is said") {
  const TempTree tree;
  tree.write("a/Dockerfile", kFlawed);
  tree.write("b/Dockerfile", kFlawed);
  Request request;
  request.rules = {"DL4000"};  // another tool's id for MAINTAINER
  Fixes fixes = find(tree, request);
  CHECK(fixes.files.size() == 2);
  CHECK(fixes.fixed.size() == 2);
  CHECK(fixes.not_fixed.empty());

  request.fingerprints = {fingerprint_of(tree, "dockerfile/deprecated-maintainer", "b/Dockerfile"), "v1:none"};
  fixes = find(tree, request);
  REQUIRE(fixes.files.size() == 1);
  CHECK(fixes.files[0].edit.path == "b/Dockerfile");
  REQUIRE(fixes.not_fixed.size() == 1);
  CHECK(fixes.not_fixed[0].fingerprint == "v1:none");
  CHECK(fixes.not_fixed[0].rule == nullptr);

  request.rules = {"dockerfile/apk-cache-left"};  // both must hold
  CHECK(find(tree, request).files.empty());
  request.rules = {"dockerfile/apk-cache-lef"};
  CHECK(fix::find_fixes(open(tree), "", request).error().front().code == "unknown-rule");
  CHECK(fix::find_fixes(open(tree), "absent", {}).error().front().code == "not-found");
}

TEST_CASE("what the configuration leaves out is not fixed, and its profile and limits hold") {
  struct Row {
    std::string config;
    std::vector<std::string> fixed;  // rules
  };
  const std::string maintainer = "dockerfile/deprecated-maintainer", apk = "dockerfile/apk-cache-left";
  const Row rows[] = {
      {"", {maintainer, apk}},
      {"ignore: [{rule: \"*\", path: \"**\", reason: kept}]\n", {}},
      {"ignore: [{rule: " + maintainer + ", path: \"**\", reason: kept}]\n", {apk}},
      {"exclude: [\"**\"]\n", {}},
      {"rules: {" + maintainer + ": off}\n", {apk}},
      {"platforms: [kubernetes]\n", {}},
      {"limits: {file_bytes: 30}\n", {}},
  };
  for (const Row& row : rows) {
    const TempTree tree;
    tree.write("Dockerfile", kFlawed);
    tree.write(".s1-infra.yaml", row.config);
    INFO(row.config);
    const Fixes fixes = find(tree);
    CHECK(fixes.fixed.size() == row.fixed.size());
    for (const std::string& rule : row.fixed) CHECK(has(fixes.fixed, rule));
    CHECK(fixes.files.empty() == row.fixed.empty());
    Request request;
    request.use_config = false;
    CHECK(find(tree, request).fixed.size() == 2);
  }

  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  tree.write(".s1-infra.yaml", "rulez: 1\nprofil: all\n");
  const auto broken = fix::find_fixes(open(tree), "", {});
  REQUIRE_FALSE(broken.has_value());
  CHECK(broken.error().size() == 2);
  CHECK(broken.error().front().code == "bad-config");
}

TEST_CASE("a suppressed finding is not fixed, and unsafe fixes only where asked for") {
  const TempTree tree;
  tree.write("Dockerfile",
             "FROM alpine:3.20\n# s1-infra: ignore[dockerfile/deprecated-maintainer] kept\nMAINTAINER Ann\nUSER "
             "1000\nENTRYPOINT a b\n");
  CHECK(find(tree).files.empty());
  Request request;
  request.unsafe = true;
  const Fixes fixes = find(tree, request);
  REQUIRE(fixes.fixed.size() == 1);
  CHECK(fixes.fixed[0].grade == rules::Fix::unsafe);
  CHECK(fixes.files[0].new_text.find("MAINTAINER Ann") != std::string::npos);
}

TEST_CASE("what holds a secret or what cannot be seen is not shown, and is written all the same") {
  struct Row {
    std::string name, text;
    bool redacted, all;  // all: nothing is shown
  };
  const std::string far = "\n\n\n\n\n\n\n\n\n\n";
  const Row rows[] = {
      {"plain", "FROM alpine:3.20\nMAINTAINER Ann\n", false, false},
      {"line ends", "FROM alpine:3.20\r\nMAINTAINER Ann\r\n", false, false},
      {"a byte order mark",
       "\xEF\xBB\xBF"
       "FROM alpine:3.20\nMAINTAINER Ann\n",
       false, false},
      {"a byte order mark elsewhere", "FROM alpine:3.20\n# \xEF\xBB\xBF\nMAINTAINER Ann\n", true, true},
      {"a secret beside it", "FROM alpine:3.20\nENV DB_PASSWORD=hunter2-xyzzy\nMAINTAINER Ann\n", true, true},
      {"a secret far away", "FROM alpine:3.20\nENV DB_PASSWORD=hunter2-xyzzy" + far + "MAINTAINER Ann\n", false, false},
      {"one hunk of two", "FROM alpine:3.20\nENV DB_PASSWORD=hunter2-xyzzy\nRUN apk add a\n" + far + "MAINTAINER Ann\n",
       true, false},
      {"a character that turns the reading direction", "FROM alpine:3.20\n# \xE2\x80\xAE\nMAINTAINER Ann\n", true,
       true},
      {"a CR within a line", "FROM alpine:3.20\n# a\rb\nMAINTAINER Ann\n", true, true},
      {"bytes that are no UTF-8", "FROM alpine:3.20\n# \xff\nMAINTAINER Ann\n", true, true},
      {"a private key's inside",
       "FROM alpine:3.20\nRUN <<E\n-----BEGIN RSA PRIVATE KEY-----\nabcd\nabcd\nabcd\nabcd\nE\nMAINTAINER Ann\n", true,
       true},
  };
  for (const Row& row : rows) {
    const TempTree tree;
    tree.write("Dockerfile", row.text);
    const Fixes fixes = find(tree);
    INFO(row.name);
    REQUIRE(fixes.files.size() == 1);
    const fix::ShownDiff shown = fix::shown_diff(fixes.files[0]);
    INFO(shown.text);
    CHECK(shown.redacted == row.redacted);
    CHECK(shown.text.empty() == row.all);
    CHECK(shown.text.find("hunter2") == std::string::npos);
    CHECK(fix::write(open(tree), fixes.files).has_value());
    CHECK(read_file(tree / "Dockerfile").find("MAINTAINER") == std::string::npos);
  }
}

TEST_CASE("a scan offers fixes that are proven, one by one exact") {
  const TempTree tree;
  tree.write("Dockerfile",
             "FROM alpine:3.20\r\nMAINTAINER \xC3\x84nn\r\nRUN apk add curl\r\nENV TOKEN abcdef12345\r\nCMD a b\r\n");
  const auto scan = engine::scan(open(tree), "", {});
  REQUIRE(scan.has_value());
  const std::vector<fix::Offer> offers = fix::prove_for_scan(open(tree), *scan, scan->findings, {});
  REQUIRE(offers.size() == scan->findings.size());
  int offered = 0;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const std::string_view id = scan->findings[i].rule->id;
    INFO(id);
    CHECK(offers[i].dropped.empty());
    CHECK(offers[i].fix.has_value() == !scan->findings[i].edits.empty());
    const std::optional<s1::fix::OfferedFix>& fix = offers[i].fix;
    if (!fix) continue;
    ++offered;
    CHECK_FALSE(fix->description.empty());
    if (id == "dockerfile/legacy-env-format") {
      CHECK(fix->edits.empty() == fix->redacted);
      continue;
    }
    REQUIRE_FALSE(fix->edits.empty());
    if (id != "dockerfile/deprecated-maintainer") continue;
    CHECK(fix->grade == rules::Fix::safe);
    CHECK(fix->edits.front().begin.line == 2);
    CHECK(fix->edits.front().begin.column == 1);
  }
  CHECK(offered >= 3);

  tree.write("Dockerfile", "FROM alpine:3.20\n\nMAINTAINER Ann\n");
  for (const fix::Offer& offer : fix::prove_for_scan(open(tree), *scan, scan->findings, {}))
    CHECK_FALSE(offer.fix.has_value());
}
