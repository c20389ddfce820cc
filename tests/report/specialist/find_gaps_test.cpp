// SPDX-License-Identifier: Apache-2.0
// What keeps the work from being complete.
#include "report/specialist/find_gaps.h"

#include "report/sample.h"
#include "test.h"

using namespace s1::report;

namespace {

std::vector<std::string_view> fields_of(const std::vector<Gap>& gaps) {
  std::vector<std::string_view> fields;
  for (const Gap& gap : gaps) {
    CHECK_FALSE(gap.why.empty());
    CHECK_FALSE(gap.how_to_close.empty());
    fields.push_back(gap.field);
  }
  return fields;
}
using Fields = std::vector<std::string_view>;

SpecialistReport made(std::vector<std::string> created, std::vector<std::string> modified = {}) {
  SpecialistReport report;
  report.implementation.files_created = std::move(created);
  report.implementation.files_modified = std::move(modified);
  return report;
}

}  // namespace

TEST_CASE("what the input asks for must show") {
  s1::engine::ScanResult scan;
  Document document;
  s1::vsm::SpecialistInput input;
  CHECK(gaps_of_input(input, scan, document).empty());

  input.task = "Set up the CI pipeline and alerts";
  input.context.orchestration = "kubernetes";
  input.context.ci_system = "gitlab-ci";
  input.requirements.availability = "99.9 %";
  CHECK(fields_of(gaps_of_input(input, scan, document)) == Fields{"ci_cd.pipeline_stages", "architecture.components",
                                                                  "handoff.operational_notes", "ci_cd.pipeline_stages",
                                                                  "monitoring.alerts"});

  scan.model.pipelines.emplace_back().platform = "gitlab-ci";
  scan.model.workloads.emplace_back().platform = "kubernetes";
  document.report.ci_cd.pipeline_stages = {"build"};
  document.report.monitoring.alerts = {"the platform team's"};  // also where the host alone says so
  document.evidence.push_back({"view", "two replicas", "a.yaml", 1, "reliability"});
  CHECK(gaps_of_input(input, scan, document).empty());
}

TEST_CASE("a word within another asks for nothing") {
  s1::vsm::SpecialistInput input;
  input.task = "Specialise the alertmanager and secretary pages";
  CHECK(gaps_of_input(input, {}, {}).empty());
}

TEST_CASE("resources of another cloud alone contradict the platform") {
  s1::engine::ScanResult scan;
  s1::vsm::SpecialistInput input;
  input.context.platform = "gcp";
  CHECK(gaps_of_input(input, scan, {}).empty());  // nothing is declared for any cloud
  scan.model.resources.emplace_back().type = "aws_s3_bucket";
  CHECK(fields_of(gaps_of_input(input, scan, {})) == Fields{"architecture.overview"});
  scan.model.resources.emplace_back().type = "google_storage_bucket";
  CHECK(gaps_of_input(input, scan, {}).empty());
}

TEST_CASE("findings of high severity and faults in what was made, and in nothing else") {
  using s1::rules::Severity;
  s1::engine::ScanResult scan;
  scan.findings.push_back(s1::test::finding(Severity::critical, "a/Dockerfile", 3, "worst"));
  scan.findings.push_back(s1::test::finding(Severity::high, "a/Dockerfile", 1, "bad"));
  scan.findings.push_back(s1::test::finding(Severity::high, "b/Dockerfile", 1, "bad"));
  scan.findings.push_back(s1::test::finding(Severity::medium, "c/Dockerfile", 1, "not so bad"));
  scan.diagnostics.push_back({"c/Dockerfile", 9, "syntax", "no instruction", "remove it"});
  scan.diagnostics.push_back({"b/Dockerfile", 9, "syntax", "no instruction", "remove it"});
  scan.diagnostics.push_back({"c/Dockerfile", 10, "syntax", "nor this", "remove it"});
  const std::vector<Gap> gaps = gaps_of_findings(scan, made({"a/Dockerfile"}, {"c/Dockerfile"}));
  REQUIRE(gaps.size() == 2);
  CHECK(gaps[0].why.starts_with("a/Dockerfile:3: worst (sample/critical), and 1 more"));
  CHECK(gaps[1].why == "c/Dockerfile:9: it could not be checked whole: no instruction (and 1 more)");
}

TEST_CASE("files that the plan gives to others") {
  std::vector<s1::vsm::Lock> locks(2);
  locks[0].path = "services/orders";
  locks[0].agent = "s1-backend";
  locks[0].place = {"shop/.claude/vsm-state/coordination-plan.json", 4};
  locks[1].path = "deploy/*.yaml";
  const std::vector<Gap> gaps =
      gaps_of_locks(locks, "shop",
                    made({"shop/services/orders/app.py", "shop/services/orders-api/app.py", "services/orders/app.py"},
                         {"shop/deploy/db.yaml"}));
  REQUIRE(gaps.size() == 2);
  CHECK(gaps[0].why ==
        "shop/services/orders/app.py is locked by s1-backend (shop/.claude/vsm-state/coordination-plan.json:4)");
  CHECK(gaps[1].why.find("another agent") != std::string::npos);
  CHECK(gaps_of_locks(locks, "", made({"deploy/db.yaml"})).size() == 1);
}

TEST_CASE("complete means that something was made and no gap is open") {
  Changes none;
  none.base = "0123456789abcdef";
  CHECK(gaps_of_changes(&none, made({"a"})).empty());
  CHECK(fields_of(gaps_of_changes(&none, {})) == Fields{"implementation.files_modified"});
  CHECK(fields_of(gaps_of_changes(nullptr, {})) == Fields{"implementation.files_created"});

  Document document;
  CHECK(supported(Status::completed, document) == Status::completed);
  CHECK(supported(std::nullopt, document) == Status::completed);
  CHECK(supported(Status::blocked, document) == Status::blocked);
  document.gaps.push_back({"ci_cd.triggers", "why", "how"});
  CHECK(supported(Status::completed, document) == Status::partial);
  CHECK(supported(std::nullopt, document) == Status::partial);
  CHECK(supported(Status::blocked, document) == Status::blocked);
}
