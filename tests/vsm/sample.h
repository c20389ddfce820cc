// SPDX-License-Identifier: Apache-2.0
// A state of all seven files that agree with each other, to be written into a folder and then damaged.
#pragma once
#include <map>
#include <string>

#include "../workspace/temp_tree.h"
#include "vsm/state.h"

namespace s1::test {

inline const std::map<std::string, std::string, std::less<>>& sample_state() {
  static const std::map<std::string, std::string, std::less<>> files = {
      {"current-task.json", R"({
  "id": "task-7",
  "description": "Move the shop to Kubernetes",
  "created_at": "2026-11-20T08:00:00Z",
  "status": "in_progress",
  "complexity": "complex",
  "assigned_agents": ["s1-database", "s1-infrastructure", "s1-reviewer"],
  "metadata": {
    "input": {
      "task": "Deploy the shop on Kubernetes",
      "focus": "manifests and pipeline",
      "context": {"platform": "aws", "orchestration": "kubernetes", "ci_system": "github-actions",
                  "existing_infra": "one virtual machine"},
      "requirements": {"scalability": "3 to 10 replicas", "availability": "99.9%"}
    }
  }
})"},
      {"s4-environment.json", R"({
  "task_id": "task-7",
  "analysis": "A stateless service and a database",
  "external_context": ["the cluster exists"],
  "risks": [
    "downtime while switching",
    {"risk": "the database is lost", "severity": "high", "mitigation": "back up first"}
  ],
  "opportunities": [{"opportunity": "autoscaling", "benefit": "lower cost"}],
  "recommended_approach": "Blue-green, the database first",
  "created_at": "2026-11-20T08:05:00Z"
})"},
      {"coordination-plan.json", R"({
  "execution_schedule": [
    {"phase": 1, "agents": ["s1-database"], "actions": ["migrate the schema"], "files_locked": ["db/schema.sql"],
     "completion_signal": "migration applied"},
    {"phase": 2, "agents": "s1-infrastructure", "actions": ["write manifests", "write pipeline"],
     "files_locked": ["k8s/app.yaml"], "completion_signal": "manifests validated"},
    {"phase": 3, "agents": ["reviewer"], "actions": ["review"], "files_locked": [], "completion_signal": "approved"}
  ],
  "parallel_groups": [["s1-database"]],
  "conflict_zones": [{"resource": "k8s/app.yaml", "agents": ["s1-infrastructure", "s1-backend"]}],
  "handoff_protocols": [
    {"from": "s1-database", "to": "s1-infrastructure", "artifact": "connection string"},
    {"from": "s1-infrastructure", "to": "s1-reviewer", "artifact": "manifests"}
  ],
  "monitoring_points": ["after each phase"]
})"},
      {"s3-allocations.json", R"({
  "task_id": "task-7",
  "complexity": "complex",
  "selected_agents": [
    {"agent": "s1-database", "role": "support", "order": 1, "task_focus": "schema"},
    {"agent": "s1-infrastructure", "role": "primary", "order": 2, "task_focus": "deployment"},
    "s1-reviewer"
  ],
  "rationale": "deployment work",
  "created_at": "2026-11-20T08:06:00Z",
  "parallel_execution": false,
  "escalation_triggers": ["data loss"]
})"},
      {"viability-metrics.json", R"({
  "window": "7d",
  "completion_rate": 0.9,
  "agent_errors": {"s1-infrastructure": 0.4, "s1-database": 0.1},
  "oscillation_rate": 0.1,
  "audit_pass_rate": 0.75,
  "s3_s4_conflicts": 1,
  "avg_cycle_iterations": 1.2,
  "active_adaptations": ["smaller batches"],
  "last_updated": "2026-11-20T08:10:00Z"
})"},
      {"agent-registry.json", R"({
  "agents": {
    "s1-infrastructure": {"type": "domain", "status": "busy", "capabilities": ["deploy"], "current_task": "task-7"},
    "s1-database": {"type": "domain", "status": "available", "capabilities": []},
    "s1-backend": {"type": "domain", "status": "available", "capabilities": []},
    "s1-reviewer": {"type": "functional", "status": "available", "capabilities": []}
  },
  "last_updated": "2026-11-20T08:00:00Z"
})"},
      {"execution-log.jsonl",
       R"({"timestamp": "2026-11-20T08:00:01Z", "event_type": "task_started", "task_id": "task-7", "data": {}, "session_id": "a"}
{"timestamp": "2026-11-20T08:30:00Z", "event_type": "agent_error", "task_id": "task-7", "agent": "s1-infrastructure", "data": {"error": "kubectl apply was refused"}, "session_id": "a"}
{"timestamp": "2026-11-20T08:31:00Z", "event_type": "agent_invoked", "task_id": "task-7", "agent": "s1-infrastructure", "data": {"attempt": 2}, "session_id": "a"}
)"},
  };
  return files;
}

inline constexpr const char* kState = ".claude/vsm-state/";

// With the files that the sample speaks of.
inline void write_sample(const TempTree& tree) {
  for (const auto& [name, text] : sample_state()) tree.write(kState + name, text);
  tree.write("db/schema.sql", "");
  tree.write("k8s/app.yaml", "");
}

inline vsm::State read(const TempTree& tree) {
  const Result<workspace::Root> root = workspace::Root::open(tree.path());
  return vsm::read_state(*root, "");
}

}  // namespace s1::test
