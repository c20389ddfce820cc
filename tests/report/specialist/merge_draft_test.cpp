// SPDX-License-Identifier: Apache-2.0
// What a host says is held to the repository.
#include "report/specialist/merge_draft.h"

#include <algorithm>

#include "report/specialist/draft.h"
#include "test.h"
#include "workspace/temp_tree.h"

using namespace s1::report;
using Json = nlohmann::ordered_json;
using List = std::vector<std::string>;

namespace {

// A repository of a few files, whose model has one of everything that a draft can name.
class Repository {
 public:
  Repository() {
    for (const char* const path : {"deploy/api.yaml", "main.tf", "docs/runbook.md", "shop/compose.yaml"})
      tree_.write(path, "x\n");
    model_.paths = {"deploy/api.yaml", "main.tf"};
    s1::model::Resource bucket;
    bucket.platform = "terraform";
    bucket.type = "aws_s3_bucket";
    bucket.name = "assets";
    bucket.place = {1, 3, {}};
    model_.resources.push_back(bucket);
    s1::model::Pipeline pipeline;
    pipeline.platform = "github-actions";
    pipeline.triggers.push_back({s1::model::State::known, "push", {0, 1, {}}, {}});
    s1::model::Job job;
    job.id = "test-api";
    s1::model::Step step;
    step.name = "Deploy to production";
    job.steps.push_back(step);
    pipeline.jobs.push_back(job);
    model_.pipelines.push_back(pipeline);
    model_.alerts.emplace_back().name = "HighErrorRate";
    changes_.base = "0123456789abcdef";
    changes_.created = {"deploy/api.yaml"};
    changes_.modified = {"main.tf"};
    changes_.deleted = {"old.tf"};
  }

  Document merged(const Json& draft, bool in_git = true, std::string_view start = "") {
    const auto root = s1::workspace::Root::open(tree_.path());
    REQUIRE(root.has_value());
    Document document;
    if (in_git) document.report.implementation = {changes_.created, changes_.modified, {}};
    document.report.ci_cd.pipeline_stages = {"test-api"};
    document.report.architecture.overview = "One workload.";
    merge_draft(draft_from_json(draft), {*root, start, model_, in_git ? &changes_ : nullptr}, document);
    return document;
  }

 private:
  s1::test::TempTree tree_;
  s1::model::InfraModel model_;
  Changes changes_;
};

bool has_gap(const Document& document, std::string_view field, std::string_view part) {
  return std::ranges::any_of(document.gaps, [&](const Gap& gap) {
    return gap.field == field && gap.why.find(part) != std::string::npos && !gap.how_to_close.empty();
  });
}

}  // namespace

TEST_CASE("a draft without a word changes nothing") {
  Repository repository;
  const Document document = repository.merged(Json::object());
  CHECK(document.gaps.empty());
  CHECK(document.unverified.empty());
  CHECK(document.report.implementation.files_created == List{"deploy/api.yaml"});
}

TEST_CASE("files of a draft must be there, and git must know of the change") {
  Repository repository;
  const Document document = repository.merged(Json::parse(R"({"implementation": {
      "files_created": ["./deploy/api.yaml", "missing.yaml", "main.tf", "../out.yaml"],
      "files_modified": ["main.tf", "docs/runbook.md", "deploy/api.yaml", "old.tf"]}})"));
  constexpr std::string_view kCreated = "implementation.files_created", kModified = "implementation.files_modified";
  CHECK(document.report.implementation.files_created == List{"deploy/api.yaml"});
  CHECK(document.report.implementation.files_modified == List{"main.tf"});
  CHECK(has_gap(document, kCreated, "missing.yaml"));
  CHECK(has_gap(document, kCreated, "main.tf was there in the base"));
  CHECK(has_gap(document, kCreated, "../out.yaml"));
  CHECK(has_gap(document, kModified, "docs/runbook.md is what it was"));
  CHECK(has_gap(document, kModified, "deploy/api.yaml was not there in the base"));
  CHECK(document.gaps.size() == 5);
}

TEST_CASE("without a repository the draft is taken for files that are there") {
  Repository repository;
  const Document document = repository.merged(
      Json::parse(R"({"implementation": {"files_created": ["deploy/api.yaml", "missing.yaml"]}})"), false);
  CHECK(document.report.implementation.files_created == List{"deploy/api.yaml"});
  CHECK(document.gaps.size() == 1);
  REQUIRE(document.unverified.size() == 1);
  CHECK(document.unverified[0].claim == "deploy/api.yaml");
}

TEST_CASE("a path of a draft may begin in the project's folder") {
  Repository repository;
  const Document document =
      repository.merged(Json::parse(R"({"implementation": {"files_created": ["compose.yaml"]}})"), false, "shop");
  CHECK(document.report.implementation.files_created == List{"shop/compose.yaml"});
}

TEST_CASE("stages, alerts and resources of a draft must be declared") {
  Repository repository;
  const Document document = repository.merged(Json::parse(R"({
      "ci_cd": {"pipeline_stages": ["Test-API", "deploy to production", "canary"], "triggers": "push and schedule"},
      "monitoring": {"alerts": ["HighErrorRate", "DiskFull", "pages on HighErrorRate within five minutes"]},
      "implementation": {"resources_provisioned": ["the bucket assets", "aws_sqs_queue.orders"]}})"));
  CHECK(document.report.ci_cd.pipeline_stages == List{"test-api", "deploy to production"});
  CHECK(has_gap(document, "ci_cd.pipeline_stages", "canary"));
  CHECK(has_gap(document, "ci_cd.triggers", "schedule"));
  CHECK_FALSE(has_gap(document, "ci_cd.triggers", "push"));
  CHECK(document.report.monitoring.alerts == List{"pages on HighErrorRate within five minutes"});
  CHECK(has_gap(document, "monitoring.alerts", "DiskFull"));
  CHECK(has_gap(document, "implementation.resources_provisioned", "aws_sqs_queue.orders"));
  CHECK(has_gap(document, "implementation.resources_provisioned", "aws_s3_bucket.assets was declared in the base"));
  CHECK(document.report.implementation.resources_provisioned.empty());
}

TEST_CASE("a trigger that the draft denies is no claim") {
  Repository repository;
  CHECK(repository.merged(Json::parse(R"({"ci_cd": {"triggers": "push, but no schedule"}})")).gaps.empty());
}

TEST_CASE("free text goes before the evidence, named as unverified; a file in it must be there") {
  Repository repository;
  const Document document = repository.merged(Json::parse(R"({
      "architecture": {"overview": " Two zones "},
      "security": {"hardening": ["Reviewed with the team", "Locked down in deploy/gone.yaml", ""]},
      "handoff": {"runbooks": "docs/runbook.md; docs/nowhere.md"}})"));
  CHECK(document.report.architecture.overview == "Two zones. One workload.");
  CHECK(document.report.security.hardening == List{"Reviewed with the team"});
  CHECK(has_gap(document, "security.hardening", "deploy/gone.yaml"));
  CHECK(document.report.handoff.runbooks == "docs/runbook.md; docs/nowhere.md");
  CHECK(has_gap(document, "handoff.runbooks", "docs/nowhere.md"));
  CHECK(document.gaps.size() == 2);
  CHECK(document.unverified.size() == 3);
}
