// SPDX-License-Identifier: Apache-2.0
// A scan of several files: what pass 2 finds is shown, suppressed and told apart as what pass 1 finds.
#include <algorithm>

#include "engine/check_file.h"
#include "engine/check_model.h"
#include "engine/scan.h"
#include "test.h"
#include "text/hash.h"
#include "workspace/temp_tree.h"

namespace {

constexpr std::string_view kService =
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: gone\n  ports:\n    - port: "
    "80\n";
constexpr std::string_view kPod =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  containers:\n    - name: "
    "web\n"
    "      image: nginx:1.29\n";

s1::engine::ScanResult scanned(const s1::test::TempTree& tree, const s1::engine::Overlay* overlay = nullptr,
                               const std::string& rule = "kubernetes/service-selects-nothing") {
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  s1::engine::ScanOptions options;
  options.selection.rules = {rule};
  options.overlay = overlay;
  auto scan = s1::engine::scan(*root, "", options);
  REQUIRE(scan.has_value());
  return *std::move(scan);
}

}  // namespace

TEST_CASE("a finding between files stands in one of them") {
  const s1::test::TempTree tree;
  tree.write("a/service.yaml", kService);
  tree.write("b/pod.yaml", kPod);
  const auto scan = scanned(tree);
  REQUIRE(scan.findings.size() == 1);
  CHECK(scan.findings[0].path == "a/service.yaml");
  CHECK(scan.findings[0].begin.line == 6);
  CHECK(scan.findings[0].excerpt == "  selector:");
  CHECK(scan.findings[0].fingerprint.starts_with("v1:"));
}

TEST_CASE("a comment suppresses a finding between files") {
  const s1::test::TempTree tree;
  std::string text(kService);
  text.replace(text.find("  selector"), 0, "  # s1-infra: ignore[kubernetes/service-selects-nothing] set by hand\n");
  tree.write("a/service.yaml", text);
  tree.write("b/pod.yaml", kPod);
  const auto scan = scanned(tree);
  CHECK(scan.findings.empty());
  CHECK(scan.suppressed == 1);
}

TEST_CASE("a comment in a Jenkinsfile suppresses a finding between files, and no other") {
  const s1::test::TempTree tree;
  tree.write("Dockerfile", "FROM scratch\n");
  tree.write("Jenkinsfile",
             "pipeline {\n  agent any\n  stages {\n"
             "    // s1-infra: ignore[jenkins/missing-build-file] the seed job writes it\n"
             "    stage('Base') {\n      steps {\n        sh 'docker build -f base/Dockerfile .'\n      }\n    }\n"
             "    stage('Image') {\n      steps {\n"
             "        echo 'see http://example.com' // s1-infra: ignore[jenkins/missing-build-file]\n"
             "        sh 'docker build -f image/Dockerfile .'\n      }\n    }\n  }\n}\n");
  const auto scan = scanned(tree, nullptr, "jenkins/missing-build-file");
  REQUIRE(scan.findings.size() == 1);
  CHECK(scan.findings[0].begin.line == 13);
  CHECK(scan.suppressed == 1);
}

namespace {

void flag_buckets(const s1::model::InfraModel& model, s1::rules::Sink& out) {
  for (const s1::model::Resource& resource : model.resources)
    if (resource.type == "aws_s3_bucket")
      out.report(
          {.span = resource.place.span, .message = "it", .resource = resource.name, .file = resource.place.file});
}
constexpr std::string_view kBucketAliases[] = {"AWS-0089", "CKV_AWS_18", "kics:f861041c-8c9f-4156-acfc-5e6e524f5884"};
constexpr s1::rules::Rule kBuckets{.id = "terraform/any-bucket",
                                   .title = {},
                                   .help = {},
                                   .severity = s1::rules::Severity::low,
                                   .confidence = s1::rules::Confidence::low,
                                   .aliases = kBucketAliases,
                                   .docs = {},
                                   .bad = {},
                                   .good = {},
                                   .check = flag_buckets};

}  // namespace

TEST_CASE("comments in Terraform suppress findings about a block, and no other") {
  const s1::test::TempTree tree;
  const std::string text =
      "# trivy:ignore:AVD-AWS-0089\nresource \"aws_s3_bucket\" \"logs\" {\n  bucket = \"logs\"\n}\n\n"
      "resource \"aws_s3_bucket\" \"data\" {\n  #checkov:skip=CKV_AWS_18:it holds no requests\n  bucket = \"data\"\n}\n"
      "\n// kics-scan ignore-block\nresource \"aws_s3_bucket\" \"more\" {\n}\n\n"
      "resource \"aws_s3_bucket\" \"last\" {\n  user_data = <<EOT\n# trivy:ignore:AVD-AWS-0089\nEOT\n}\n";
  tree.write("main.tf", text);
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const s1::engine::ScanFiles files = {.files = {{.path = "main.tf", .kind = s1::workspace::FileKind::terraform}},
                                       .asked = {true},
                                       .start = {},
                                       .problems = {}};
  const s1::engine::FileReader reader(*root, 10'000, nullptr);
  const s1::engine::FileResult read =
      s1::engine::check_unit(reader, files, {.kind = s1::engine::UnitKind::file, .files = {0}}, {}, "2026-06-15", true);
  const std::uint64_t hash = s1::hash64(text);
  const s1::rules::Rule* const rules[] = {&kBuckets};
  const auto result =
      s1::engine::check_model(*root, read.model, reader, files, {&hash, 1}, rules, "2026-06-15", false, 1, {});
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].resource == "last");
  CHECK(result.suppressed == 3);
}

TEST_CASE("texts of an overlay stand in for files, in both passes") {
  const s1::test::TempTree tree;
  tree.write("a/service.yaml", kService);
  tree.write("b/pod.yaml", kPod);
  std::string fixed(kService);
  fixed.replace(fixed.find("gone"), 4, "web");
  const s1::engine::Overlay overlay = {{"a/service.yaml", fixed}};
  CHECK(scanned(tree, &overlay).findings.empty());
  std::string moved(kService);
  moved.insert(0, "# moved\n");
  const s1::engine::Overlay other = {{"a/service.yaml", moved}};
  const auto scan = scanned(tree, &other);
  REQUIRE(scan.findings.size() == 1);
  CHECK(scan.findings[0].begin.line == 7);
  CHECK(scan.diagnostics.empty());
}

TEST_CASE("a broken document does not hide the others") {
  const s1::test::TempTree tree;
  tree.write("all.yaml", std::string(kPod) + "---\na: [1\nb: 2\n---\n" + std::string(kService));
  const auto scan = scanned(tree);
  CHECK(scan.findings.size() == 1);
  REQUIRE_FALSE(scan.diagnostics.empty());
  CHECK(scan.diagnostics[0].code == "yaml-syntax");
}

TEST_CASE("a file that cannot be read does not hide the others of its unit") {
  const s1::test::TempTree tree;
  tree.write("compose.override.yaml", "services: {a: {build: ./gone}}\n");
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const s1::engine::ScanFiles found = {
      .files = {{.path = "compose.gone.yaml", .kind = s1::workspace::FileKind::compose},
                {.path = "compose.override.yaml", .kind = s1::workspace::FileKind::compose}},
      .asked = {true, true},
      .start = {},
      .problems = {},
  };
  const s1::engine::FileReader reader(*root, 1'000, nullptr);
  const s1::engine::Unit unit{s1::engine::UnitKind::compose_project, {0, 1}};
  const auto result = s1::engine::check_unit(reader, found, unit, {}, "2026-06-15", true);
  CHECK(result.diagnostics.size() == 1);
  CHECK(result.model.services.size() == 1);
}
