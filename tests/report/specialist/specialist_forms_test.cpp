// SPDX-License-Identifier: Apache-2.0
// The report as JSON, Markdown and Mermaid: its form, its bounds, and hostile text in it.
#include "report/sample.h"
#include "report/specialist/fill.h"
#include "report/specialist/mermaid.h"
#include "report/specialist/specialist_json.h"
#include "report/specialist/specialist_markdown.h"
#include "test.h"

using namespace s1::report;

TEST_CASE("a report with nothing to say has every key") {
  const Json json = report_to_json(SpecialistReport());
  CHECK(json.dump() ==
        R"({"status":"partial","implementation":{"files_created":[],"files_modified":[],"resources_provisioned":[]},)"
        R"("architecture":{"overview":"","components":[],"data_flow":""},)"
        R"("ci_cd":{"pipeline_stages":[],"triggers":"","artifacts":""},)"
        R"("security":{"secrets_management":"","access_control":"","hardening":[]},)"
        R"("monitoring":{"metrics":[],"alerts":[],"logging":""},)"
        R"("handoff":{"operational_notes":"","runbooks":"","testing_notes":""}})");
}

TEST_CASE("claims become entries of lists and sentences of texts, each once") {
  std::vector<Evidence> evidence = {{"security.hardening", "api runs as 1000", "a", 1},
                                    {"security.hardening", "api runs as 1000", "b", 1},
                                    {"architecture.data_flow", "traffic reaches web", "a", 1},
                                    {"architecture.data_flow", "orders-db keeps orders", "a", 1},
                                    {"architecture.overview", "two services", "a", 1},
                                    {"architecture.overview", "one data store", "a", 1},
                                    {"ci_cd.triggers", "push", "a", 1},
                                    {"ci_cd.triggers", "pull_request", "a", 1}};
  SpecialistReport report;
  fill(report, evidence);
  CHECK(report.security.hardening == std::vector<std::string>{"api runs as 1000"});
  CHECK(report.architecture.data_flow == "Traffic reaches web. orders-db keeps orders.");
  CHECK(report.architecture.overview == "Two services, one data store.");
  CHECK(report.ci_cd.triggers == "push; pull_request");

  for (int i = 0; i < 30; ++i) evidence.push_back({"monitoring.logging", "sink " + std::to_string(i), "a", 1});
  report = {};
  fill(report, evidence);
  CHECK(report.monitoring.logging.ends_with("Sink 19. And 10 more."));
}

TEST_CASE("an answer keeps to its bytes and says what it left out") {
  Document document;
  document.base = "none";
  for (int i = 0; i < 5'000; ++i) {
    document.evidence.push_back(
        {"security.hardening", "claim number " + std::to_string(i), "a/b/c.yaml", 7, "security"});
    document.report.implementation.files_created.push_back("deploy/" + std::to_string(i) + ".yaml");
    document.gaps.push_back({"ci_cd.triggers", "why " + std::to_string(i), "how"});
  }
  const Json json = document_to_json(document, 38'000);
  CHECK(json.dump().size() <= 38'000);
  CHECK(json["report"]["implementation"]["files_created"].size() == 100);
  CHECK(json["omitted"]["implementation.files_created"] == 4'900);
  CHECK(json["omitted"]["gaps"] == 5'000 - json["gaps"].size());
  CHECK(json["omitted"]["evidence"] == 5'000 - json["evidence"].size());
  CHECK(json["evidence"].size() > 100);
  CHECK(report_to_json(document.report)["implementation"]["files_created"].size() == 5'000);
}

TEST_CASE("a report that is too large for an answer is shortened too") {
  Document document;
  document.report.architecture.overview = document.report.handoff.runbooks = std::string(9'000, '"');
  document.report.security.hardening.assign(200, std::string(300, 'h'));
  const Json json = document_to_json(document, 24'000);
  CHECK(json.dump().size() <= 24'000);
  CHECK(json["report"]["security"]["hardening"].size() == 40);
  CHECK(json["omitted"]["security.hardening"] == 160);
  CHECK(json["report"]["handoff"]["runbooks"].get<std::string>().ends_with("\" \u2026"));
}

TEST_CASE("secrets and hidden characters of files stay out of every form") {
  const std::string secret = "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEZ";
  Document document;
  document.base = document.task = secret;
  document.report.architecture.overview = s1::test::kHostileText + secret;
  document.report.security.hardening = {secret};
  document.evidence.push_back({"security.hardening", secret, s1::test::kHostilePath, 1});
  document.gaps.push_back({"status", secret, secret});
  document.unverified.push_back({"status", secret});
  document.views.push_back({"reviewer", "Cost", {{"view", secret, "a", 1}}, "none"});
  Architecture graph;
  graph.nodes.push_back({NodeKind::service, secret, s1::test::kHostileText, "\"]; click n0 href \"x\"", {}});
  for (const std::string& text :
       {document_to_json(document, SIZE_MAX).dump(), document_to_markdown(document, graph), mermaid(graph)}) {
    CHECK(text.find("wJalrXUtnFEMI") == std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  }
}

TEST_CASE("commands in a text are code as a whole, and a long text is a list") {
  Document document;
  document.report.handoff.testing_notes = "`go test ./...` in orders, or `make test`.";
  document.report.monitoring.logging = std::string(150, 'a') + ". Second sentence. Third one.";
  const std::string markdown = document_to_markdown(document, {});
  CHECK(markdown.find("\n`go test ./...` in orders, or `make test`.\n") != std::string::npos);
  CHECK(markdown.find(".\n- Second sentence.\n- Third one.\n") != std::string::npos);
}

TEST_CASE("a name cannot leave its label in Mermaid") {
  Architecture graph;
  graph.nodes.push_back({NodeKind::data_store, "db\"]\n  click n0 href \"x\"", "<b>`;", "", {}});
  graph.nodes.push_back({NodeKind::entry, "shop", "", "edge", {}});
  graph.edges.push_back({1, 0, EdgeKind::data, "a|b\"c", {}});
  CHECK(mermaid(graph) ==
        "flowchart LR\n"
        "  n0[(\"db#34;]   click n0 href #34;x#34;<br/>#60;b#62;#96;#59;\")]\n"
        "  subgraph g0[\"edge\"]\n"
        "    n1([\"shop\"])\n"
        "  end\n"
        "  n1 -->|\"a|b#34;c\"| n0\n");
}

TEST_CASE("a large drawing keeps what is connected most") {
  Architecture graph;
  for (int i = 0; i < 100; ++i) graph.nodes.push_back({NodeKind::service, "s" + std::to_string(i), "", "", {}});
  graph.edges.push_back({98, 99, EdgeKind::traffic, "", {}});
  const std::string text = mermaid(graph, 10);
  CHECK(text.find("n98 --> n99") != std::string::npos);
  CHECK(text.find("and 90 more") != std::string::npos);
  CHECK(mermaid(Architecture()).empty());
}
