// SPDX-License-Identifier: Apache-2.0
// The shapes in which the files are found, brought to one.
#include "answers.h"
#include "vsm/agent_name.h"

using namespace s1;
using test::Json;

TEST_CASE("both shapes of s4-environment.json") {
  const Json flat = test::answer_with("s4-environment.json", R"({
  "task_id": "task-7", "analysis": "stateless", "external_context": "one", "risks": ["slow", {"risk": "loss", "severity": "HIGH"}],
  "opportunities": ["cheaper"], "recommended_approach": "blue-green", "created_at": 1795000000, "confidence": 0.8
})");
  const Json nested = test::answer_with("s4-environment.json", R"({
  "task_analysis": {"summary": "stateless", "scope": "one service", "domains_involved": ["infra"]},
  "environment_context": {"relevant_files": [{"path": "a.yaml", "why": "main"}], "dependencies": [], "constraints": ["no downtime"]},
  "external_research": {"best_practices": ["probes"], "patterns": [], "documentation": ["kubernetes.io"]},
  "risks": ["slow", {"risk": "loss", "severity": "high", "owner": "me"}],
  "opportunities": [{"opportunity": "cheaper", "benefit": "money"}],
  "strategic_recommendation": {"approach": "blue-green", "priorities": ["first"], "complexity_assessment": "complex",
    "specialist_recommendation": "s1-infrastructure, s1-database"}
})");
  for (const Json* const answer : {&flat, &nested}) {
    const Json& s4 = (*answer)["state"]["s4_environment"];
    CHECK(s4["analysis"] == "stateless");
    CHECK(s4["recommended_approach"] == "blue-green");
    CHECK((*answer)["briefing"]["approach"] == "blue-green");
    CHECK(s4["risks"][0]["risk"] == "slow");
    CHECK(s4["risks"][1]["severity"] == "high");
    CHECK(s4["opportunities"][0]["opportunity"] == "cheaper");
    // The worst first.
    CHECK((*answer)["briefing"]["risks"][0]["risk"] == "loss");
  }
  CHECK(flat["state"]["s4_environment"]["external_context"] == Json::array({"one"}));
  CHECK(flat["state"]["s4_environment"]["created_at"] == "2026-11-18T11:06:40Z");
  CHECK(flat["state"]["s4_environment"]["extra"]["confidence"] == 0.8);
  CHECK(nested["state"]["s4_environment"]["relevant_files"] == Json::array({"path: a.yaml; why: main"}));
  CHECK(nested["state"]["s4_environment"]["specialist_recommendation"] ==
        Json::array({"s1-infrastructure", "s1-database"}));
  CHECK(nested["state"]["s4_environment"]["risks"][1]["extra"]["owner"] == "me");
  CHECK(nested["briefing"]["constraints"][0]["text"] == "no downtime");
  CHECK(nested["briefing"]["constraints"][0]["line"] == 3);
  CHECK(nested["briefing"]["priorities"][0]["text"] == "first");
}

TEST_CASE("names of agents: with or without prefix, as a list, a text, objects, in any case") {
  for (const char* const agents : {R"(["s1-infrastructure"])", R"("infrastructure")", R"("S1-Infrastructure")",
                                   R"([{"agent": "infra"}])", R"(["s1_infra"])", R"("backend and devops")",
                                   R"({"s1-infrastructure": "deploys"})", R"("Infrastructure Specialist")"}) {
    INFO(agents);
    const Json answer = test::answer_with(
        "coordination-plan.json",
        std::string(R"({"execution_schedule": [{"phase": 1, "agents": "s1-database"}, {"phase": "two", "agents": )") +
            agents + "}]}");
    CHECK(answer["briefing"].value("phase", "") == "two");
    CHECK(answer["briefing"]["upstream"].size() == 1);
    CHECK(answer["state"]["coordination_plan"]["execution_schedule"][1]["agents"].is_array());
  }
}

TEST_CASE("a sentence is no list of names") {
  using Names = std::vector<std::string>;
  CHECK(vsm::split_agent_names("s1-backend, Site reliability engineer and s1-database") ==
        Names{"s1-backend", "Site reliability engineer", "s1-database"});
  const std::string sentence = "s1-infrastructure leads, with s1-database for the backup, and the reviewer at the end";
  CHECK(vsm::split_agent_names(sentence) == Names{sentence});
}

TEST_CASE("a plan that is a text, in every wrapping, keeps its lines") {
  const std::string plan = R"({
  "execution_schedule": [
    {"phase": 1, "agents": ["s1-infrastructure"],
     "actions": ["deploy"]}
  ]
})";
  struct Form {
    const char* name;
    std::string text;
    int line;  // of the phase
  };
  std::string escaped = Json(plan).dump();
  const Form forms[] = {
      {"plain", plan, 3},
      {"CRLF and BOM", "\xEF\xBB\xBF{\r\n\"execution_schedule\": [\r\n{\"phase\": 1, \"agents\": \"infra\"}]}\r\n", 3},
      {"fenced", "```json\n" + plan + "\n```\n", 4},
      {"fence with prose around", "Here is the plan {draft}:\n\n```json\n" + plan + "\n```\nDone.\n", 6},
      {"other fence before", "```sh\n{ ls; }\n```\n```\n" + plan + "\n```\n", 7},
      {"prose without a fence", "The plan is as follows.\n" + plan + "\nGood luck.\n", 4},
      {"a JSON string", escaped, 1},
      {"a fenced plan in a JSON string", "\n\n" + Json("Plan:\n```json\n" + plan + "\n```").dump(), 3},
      {"a string in a string", Json(escaped).dump(), 1},
      {"wrapped", "{\"coordination_plan\":\n" + plan + "}", 4},
      {"wrapped as text", "{\n\"model\": \"x\",\n\"result\": " + escaped + "}", 3},
      {"the schedule alone", R"([
{"phase": 1,
 "agents": ["infra"]}])",
       2},
      {"comments and commas too many",
       "{\n// the phases\n\"execution_schedule\": [{\"phase\": 1, \"agents\": [\"infra\",]},],}", 3},
  };
  for (const Form& form : forms) {
    INFO(form.name << "\n" << form.text);
    const Json answer = test::answer_with("coordination-plan.json", form.text);
    INFO(test::problems_of(answer));
    REQUIRE(answer["briefing"].contains("phase"));
    CHECK(answer["briefing"]["phase"] == "1");
    CHECK(answer["briefing"]["places"]["phase"]["line"] == form.line);
    const Json& read = answer["state"]["coordination_plan"];
    CHECK((std::string(form.name) == "wrapped as text") == read.contains("extra"));
  }
}

TEST_CASE("a truncated fence keeps what stands before") {
  const Json answer = test::answer_with(
      "coordination-plan.json", "```json\n{\"execution_schedule\": [{\"phase\": 1, \"agents\": [\"infra\"]},\n{\"pha");
  CHECK(answer["briefing"]["phase"] == "1");
  CHECK(test::problems_of(answer).find("coordination-plan.json:3: ") != std::string::npos);
}

TEST_CASE("S3's choice: names, objects, by name") {
  for (const char* const chosen :
       {R"(["s1-infrastructure"])", R"("infrastructure")", R"([{"agent": "infra", "role": "primary"}])",
        R"({"s1-infrastructure": {"role": "primary", "task_focus": "x"}, " ": {"role": "support"}})"}) {
    INFO(chosen);
    const Json answer = test::answer_with("s3-allocations.json", std::string("{\"selected_agents\": ") + chosen + "}");
    const Json& s3 = answer["state"]["s3_allocations"];
    REQUIRE(s3["selected_agents"].size() == 1);
    CHECK(s3["selected_agents"][0].is_string());
    CHECK(s3["selections"][0]["agent"] == s3["selected_agents"][0]);
  }
}

TEST_CASE("conflict zones and hand-offs in their shapes") {
  const Json answer = test::answer_with("coordination-plan.json", R"({
  "execution_schedule": [{"phase": 1, "agents": ["infra"]}],
  "conflict_zones": ["the database", {"k8s/": ["infra", "backend"]}, {"resource": "x", "agents": "s1-backend, s1-frontend"}],
  "handoff_protocols": [{"from": "infra", "to": ["reviewer", "backend"], "artifact": "manifests", "format": "yaml"}, "later", {"to": "infra"}]
})");
  CHECK(test::texts_of(answer["briefing"]["conflicts"]) == std::vector<std::string>{"the database", "k8s/"});
  CHECK(test::texts_of(answer["briefing"]["downstream"]) ==
        std::vector<std::string>{"hand over to reviewer: manifests", "hand over to backend: manifests"});
  CHECK(answer["state"]["coordination_plan"]["handoff_protocols"][0]["extra"]["format"] == "yaml");
  CHECK(answer["state"]["coordination_plan"]["conflict_zones"][1]["agents"].size() == 2);
}

TEST_CASE("registry and metrics in their shapes") {
  const Json registry = test::answer_with(
      "agent-registry.json",
      R"({"agents": [{"name": "s1-infrastructure", "type": "domain", "status": "busy", "capabilities": "deploy", "load": null, "zone": 1}]})");
  CHECK(registry["state"]["agent_registry"]["agents"]["s1-infrastructure"]["capabilities"] == Json::array({"deploy"}));
  CHECK(registry["state"]["agent_registry"]["agents"]["s1-infrastructure"]["extra"] == Json{{"zone", 1}});
  const Json metrics = test::answer_with(
      "viability-metrics.json",
      R"({"window": 10, "completion_rate": "45%", "agent_errors": {"a": {"rate": 0.5}, "b": "0.1", "c": 31}, "s3_s4_conflicts": 4,
          "avg_cycle_iterations": 1.6, "oscillation_rate": 0.2, "audit_pass_rate": 0.8})");
  CHECK(test::texts_of(metrics["briefing"]["alarms"], "metric") ==
        std::vector<std::string>{"completion_rate", "agent_errors.a", "s3_s4_conflicts", "avg_cycle_iterations"});
  CHECK(metrics["state"]["viability_metrics"]["window"] == "10");
  CHECK(test::problems_of(metrics).find("`c` is no rate") != std::string::npos);
}

TEST_CASE("nothing null, secrets masked, characters cleaned") {
  const Json answer = test::answer_with("current-task.json", R"({"id": "task-7", "description": "use \u202ekey\u0007",
  "metadata": {"a": null, "b": [null, {"c": null}], "db_password": "hunter2hunter2", "note": "API_TOKEN=abcdefgh12345"}})");
  const std::string text = answer.dump();
  CHECK(text.find("hunter2") == std::string::npos);
  CHECK(text.find("abcdefgh12345") == std::string::npos);
  CHECK(text.find("\u202e") == std::string::npos);
  CHECK(answer["state"]["current_task"]["metadata"]["db_password"] == "[masked]");
  CHECK(answer["state"]["current_task"]["metadata"]["b"] == Json::array({Json::object()}));
}
