// SPDX-License-Identifier: Apache-2.0
// The briefing and the specialist's input, where they are written and where they are put together; and the answer's
// limit.
#include "answers.h"
#include "vsm/agent_name.h"
#include "vsm/find_input.h"
#include "vsm/locks.h"

using namespace s1;
using test::Json;

TEST_CASE("the briefing of the sample") {
  const test::TempTree tree;
  test::write_sample(tree);
  const Json answer = test::answer_of(tree);
  const Json& briefing = answer["briefing"];
  CHECK(briefing["task"] == "Deploy the shop on Kubernetes");
  CHECK(briefing["phase"] == "2");
  CHECK(briefing["role"] == "primary");
  CHECK(test::texts_of(briefing["upstream"]) ==
        std::vector<std::string>{"s1-database hands over: connection string",
                                 "phase 1 (s1-database): migrate the schema; done when: migration applied"});
  CHECK(test::texts_of(briefing["downstream"]) ==
        std::vector<std::string>{"hand over to s1-reviewer: manifests",
                                 "phase 3 (reviewer): review; done when: approved"});
  CHECK(test::texts_of(briefing["locked_files"]) == std::vector<std::string>{"db/schema.sql"});
  CHECK(test::texts_of(briefing["conflicts"]) == std::vector<std::string>{"k8s/app.yaml"});
  CHECK(test::texts_of(briefing["constraints"]) == std::vector<std::string>{"escalate to S3 on: data loss"});
  CHECK(test::texts_of(briefing["alarms"], "metric") ==
        std::vector<std::string>{"agent_errors.s1-infrastructure", "audit_pass_rate"});
  CHECK(test::texts_of(briefing["missing"], "field") ==
        std::vector<std::string>{"requirements.security", "requirements.budget"});
  CHECK(answer["problems"].empty());
}

TEST_CASE("the input is found wherever the task has it") {
  for (
      const char* const metadata :
      {R"({"input": {"task": "T", "focus": "F", "context": {"platform": "gcp"}, "requirements": {"budget": 100}}})",
       R"({"specialist_input": {"task": "T", "focus": "F", "context": {"platform": "gcp"}, "requirements": {"budget": "100"}}})",
       R"({"task": "T", "focus": "F", "platform": "gcp", "budget": "100"})",
       R"({"s1-infrastructure": {"task": "T", "focus": "F", "context": {"platform": "gcp"}, "requirements": {"budget": "100"}}})",
       R"({"agents": {"infra": {"input": {"task": "T", "focus": "F", "context": {"platform": "gcp"}, "requirements": {"budget": "100"}}}}})",
       R"({"input": {"task": "T", "context": null}, "focus": "F", "context": {"platform": "gcp"}, "requirements": {"budget": "100"}})"}) {
    INFO(metadata);
    const Json answer = test::answer_with(
        "current-task.json", std::string(R"({"id": "task-7", "description": "D", "metadata": )") + metadata + "}");
    CHECK(answer["input"] ==
          Json::parse(
              R"({"task": "T", "focus": "F", "context": {"platform": "gcp"}, "requirements": {"budget": "100"}})"));
  }
  const Json whole = test::answer_with(
      "current-task.json", R"({"id": "task-7", "task": "T", "context": {"platform": "gcp"}, "constraints": "none"})");
  CHECK(whole["input"].value("task", "") == "T");
  CHECK(whole["input"]["context"].value("platform", "") == "gcp");
  CHECK(test::texts_of(whole["briefing"]["constraints"]).front() == "none");
}

TEST_CASE("without an input it is built from what is there") {
  const std::string task = R"({"id": "task-7", "description": "Move the shop"})";
  CHECK(test::answer_with("current-task.json", task)["input"]["task"] == "Move the shop");
  CHECK(test::answer_with("current-task.json", task)["briefing"]["focus"] == "deployment");  // S3's task_focus
  const test::TempTree tree;
  test::write_sample(tree);
  tree.write(test::kState + std::string("current-task.json"), task);
  std::filesystem::remove(tree / (test::kState + std::string("s3-allocations.json")));
  CHECK(test::answer_of(tree)["briefing"]["focus"] == "write manifests; write pipeline");
}

TEST_CASE("locks: files, folders, globs") {
  vsm::Lock lock;
  lock.path = "k8s";
  CHECK(lock.covers("k8s/app.yaml"));
  CHECK_FALSE(lock.covers("k8s2/app.yaml"));
  lock.path = "k8s/*.yaml";
  CHECK(lock.covers("k8s/app.yaml"));
  CHECK_FALSE(lock.covers("k8s/app.json"));
}

TEST_CASE("which names mean this specialist") {
  for (const char* const name :
       {"infrastructure", "s1-infrastructure", "S1-INFRA", "s1_infra", "devops", "DevOps Engineer",
        "infrastructure-specialist", "s1-infrastructure-agent", "sre", "platform_engineer"})
    CHECK(vsm::is_this_specialist(name));
  for (const char* const name : {"", "s1-", "backend", "s1-backend", "infrastructures", "s3-infrastructure-control"})
    CHECK_FALSE(vsm::is_this_specialist(name));
}

TEST_CASE("an answer keeps its limit and says what it left out") {
  const test::TempTree tree;
  test::write_sample(tree);
  // Everything long and many, with characters that JSON doubles.
  const auto filled = [](std::string_view text) {
    Json list = Json::array();
    for (int i = 0; i < 300; ++i) list.push_back(std::string(text) + std::to_string(i) + std::string(1000, '"'));
    return list;
  };
  Json plan;
  for (int i = 0; i < 300; ++i)
    plan["execution_schedule"].push_back({{"phase", std::string(500, '\\') + std::to_string(i)},
                                          {"agents", {"infra", std::string(900, '"')}},
                                          {"actions", {std::string(900, '"')}},
                                          {"files_locked", {"a/b" + std::to_string(i)}},
                                          {"unknown", std::string(900, '"')}});
  for (int i = 0; i < 300; ++i)
    plan["handoff_protocols"].push_back({{"from", "infra"}, {"to", std::string(900, '"')}, {"x", {{"y", 1}}}});
  Json s4{{"risks", filled("r")},
          {"constraints", filled("c")},
          {"priorities", filled("p")},
          {"opportunities", filled("o")},
          {"external_context", filled("e")}};
  tree.write(test::kState + std::string("coordination-plan.json"), plan.dump());
  tree.write(test::kState + std::string("s4-environment.json"), s4.dump());
  std::string log;
  for (int i = 0; i < 500; ++i)
    log += Json{{"event_type", "agent_error"},
                {"agent", std::string(900, '"')},
                {"data", {{"error", std::string(900, '\\')}}}}
               .dump() +
           "\n{\n";
  tree.write(test::kState + std::string("execution-log.jsonl"), log);
  Json registry;
  for (int i = 0; i < 8; ++i)
    registry["agents"][std::string(900, '"') + std::to_string(i)] = {{"capabilities", filled("k")}};
  tree.write(test::kState + std::string("agent-registry.json"), registry.dump().substr(0, 3'900'000));
  const Json answer = test::answer_of(tree);
  CHECK(answer["omitted"]["entries"] > 1000);
  CHECK(answer["omitted"]["texts_cut"] > 0);
  CHECK(answer["omitted"]["problems"] > 0);
  CHECK(answer["briefing"]["risks"].size() >= 2);
}

TEST_CASE("files are chosen by name") {
  const test::TempTree tree;
  test::write_sample(tree);
  const auto files =
      vsm::choose_files(std::vector<std::string>{".claude/vsm-state/execution-log", "current_task.json"});
  REQUIRE(files);
  const Json answer = vsm::answer(test::read(tree), *files, 38'000);
  CHECK(answer["state"].size() == 2);
  CHECK(answer["briefing"]["phase"] == "2");
  const auto wrong = vsm::choose_files(std::vector<std::string>{"curent-task"});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().hint.starts_with("Did you mean current-task.json?"));
}
