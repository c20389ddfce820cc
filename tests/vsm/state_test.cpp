// SPDX-License-Identifier: Apache-2.0
// The whole state, read from a folder: every file, typed.
#include "vsm/state.h"

#include "sample.h"
#include "test.h"
#include "vsm/find_input.h"
#include "vsm/locks.h"

using namespace s1;

TEST_CASE("all seven files are read") {
  const test::TempTree tree;
  test::write_sample(tree);
  const vsm::State state = test::read(tree);
  for (const vsm::Problem& problem : state.problems.all())
    UNSCOPED_INFO(problem.place.path << ":" << problem.place.line << ": " << problem.problem);
  CHECK(state.problems.all().empty());
  REQUIRE(state.current_task);
  CHECK(state.current_task->id.text == "task-7");
  CHECK(state.current_task->status.place.line == 5);
  CHECK(state.current_task->assigned_agents.size() == 3);
  REQUIRE(state.s4_environment);
  CHECK(state.s4_environment->risks.size() == 2);
  CHECK(state.s4_environment->risks[1].mitigation == "back up first");
  REQUIRE(state.coordination_plan);
  CHECK(state.coordination_plan->phases.size() == 3);
  CHECK(state.coordination_plan->phases[1].agents.front().text == "s1-infrastructure");
  REQUIRE(state.s3_allocations);
  CHECK(state.s3_allocations->selected_agents.size() == 3);
  REQUIRE(state.viability_metrics);
  CHECK(vsm::alarms_of(*state.viability_metrics).size() == 2);
  REQUIRE(state.agent_registry);
  CHECK(state.agent_registry->agents.size() == 4);
  REQUIRE(state.execution_log);
  CHECK(state.execution_log->events.size() == 3);

  const vsm::SpecialistInput input = vsm::input_of(state);
  CHECK(input.task == "Deploy the shop on Kubernetes");
  CHECK(input.context.platform == "aws");
  CHECK(input.requirements.availability == "99.9%");
  const std::vector<vsm::Lock> locks = vsm::locked_by_others(state);
  REQUIRE(locks.size() == 1);
  CHECK(locks[0].path == "db/schema.sql");
  CHECK(locks[0].agent == "s1-database");
  CHECK(locks[0].place.line == 3);
  CHECK(vsm::handoffs_owed(state).front().to == "s1-reviewer");
}
