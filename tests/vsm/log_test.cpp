// SPDX-License-Identifier: Apache-2.0
// The execution log: broken lines, its length, and the history that the briefing takes from it.
#include "answers.h"

using namespace s1;
using test::Json;

TEST_CASE("broken lines are problems of their own, the others are read") {
  const Json answer = test::answer_with("execution-log.jsonl",
                                        "\xEF\xBB\xBF{\"event_type\": \"task_started\", \"task_id\": \"task-7\"}\r\n"
                                        "\r\n"
                                        "{\"event_type\": \"agent_err\n"
                                        "[1]\n"
                                        "{\"event_type\": \"agent_exploded\", \"data\": \"boom\"}\n"
                                        "{\"timestamp\": 1795514400, \"event_type\": \"agent_error\", \"agent\": "
                                        "\"infra\", \"data\": {\"error\": \"no\"}}");
  const Json& log = answer["state"]["execution_log"];
  REQUIRE(log.size() == 3);
  CHECK(log[0]["line"] == 1);
  CHECK(log[1]["data"] == Json{{"text", "boom"}});
  CHECK(log[2]["line"] == 6);
  CHECK(log[2]["timestamp"] == "2026-11-24T10:00:00Z");
  const std::string problems = test::problems_of(answer);
  INFO(problems);
  CHECK(problems.find("execution-log.jsonl:3: this line is not JSON") != std::string::npos);
  CHECK(problems.find("execution-log.jsonl:4: this line is a list, not an object") != std::string::npos);
  CHECK(problems.find("execution-log.jsonl:5: `event_type` is `agent_exploded`") != std::string::npos);
}

TEST_CASE("the last 50 events are shown, older ones count for the history") {
  std::string text =
      R"({"event_type": "agent_error", "agent": "infra", "task_id": "task-7", "data": {"error": "quota"}})"
      "\n";
  for (int i = 0; i < 200; ++i)
    text += R"({"event_type": "state_changed", "task_id": "task-7", "data": {"i": )" + std::to_string(i) + "}}\n";
  const Json answer = test::answer_with("execution-log.jsonl", text);
  CHECK(answer["state"]["execution_log"].size() == 50);
  CHECK(answer["state"]["execution_log"][49]["line"] == 201);
  CHECK(answer["state"]["execution_log"][0]["data"]["i"] == 150);
  REQUIRE(answer["briefing"]["history"].size() == 1);
  CHECK(answer["briefing"]["history"][0]["text"] == "agent error (infra): quota");
  CHECK(answer["briefing"]["history"][0]["line"] == 1);
}

TEST_CASE("of a long log the end is read, with the file's own line numbers") {
  std::string text;
  const std::string line = R"({"event_type": "state_changed", "data": {"pad": ")" + std::string(1000, 'x') + "\"}}\n";
  for (int i = 0; i < 4000; ++i) text += line;
  text += R"({"event_type": "task_failed", "task_id": "other", "data": {"reason": "disk full"}})"
          "\n";
  const Json answer = test::answer_with("execution-log.jsonl", text);
  CHECK(answer["briefing"]["history"][0]["text"] == "task failed in the task other: disk full");
  CHECK(answer["briefing"]["history"][0]["line"] == 4001);
  CHECK(test::problems_of(answer).find("the log is long") != std::string::npos);
}

TEST_CASE("history: failures first, the newest first, repeats counted, others' routine left out") {
  const Json answer =
      test::answer_with("execution-log.jsonl",
                        R"({"event_type": "agent_error", "agent": "s1-infrastructure", "data": {"error": "denied"}}
{"event_type": "agent_completed", "agent": "s1-infrastructure", "data": {"summary": "half done"}}
{"event_type": "agent_error", "agent": "s1-infrastructure", "data": {"error": "denied"}}
{"event_type": "agent_completed", "agent": "s1-backend", "data": {"summary": "unrelated"}}
{"event_type": "policy_decision", "task_id": "task-7", "data": {"decision": "no weekend deploys"}}
{"event_type": "conflict_detected", "data": {"conflict": "k8s/app.yaml"}}
)");
  CHECK(test::texts_of(answer["briefing"]["history"]) ==
        std::vector<std::string>{"conflict detected: k8s/app.yaml", "agent error (s1-infrastructure): denied",
                                 "policy decision: no weekend deploys",
                                 "agent completed (s1-infrastructure): half done"});
  CHECK(answer["briefing"]["history"][1]["times"] == 2);
  CHECK(answer["briefing"]["history"][1]["line"] == 3);
}
