// SPDX-License-Identifier: Apache-2.0
// What the specialist would need and no file says.
#include "vsm/briefing.h"
#include "workspace/names.h"

namespace s1::vsm {
namespace {

class Search {
 public:
  explicit Search(const State& state) : state_(state) {}

  // `place`: of the file in which it would stand, where that was read.
  void expect(bool there, StateFile file, const Place* place, std::string field, std::string text) {
    if (there) return;
    Place where = place != nullptr ? *place : Place{workspace::join(state_.folder, file_name(file)), 1};
    missing.push_back({std::move(where), std::move(field), std::move(text)});
  }

  std::vector<Missing> missing;

 private:
  const State& state_;
};

}  // namespace

std::vector<Missing> missing_in(const Briefing& briefing, const State& state) {
  Search search(state);
  const Place* const task = state.current_task ? &state.current_task->place : nullptr;
  const Place* const s4 = state.s4_environment ? &state.s4_environment->place : nullptr;
  const Place* const plan = state.coordination_plan ? &state.coordination_plan->place : nullptr;
  const Place* const s3 = state.s3_allocations ? &state.s3_allocations->place : nullptr;
  const FoundInput& input = briefing.input;
  search.expect(input.task.exists(), StateFile::current_task, task, "task",
                "the task: neither the metadata nor the description says it");
  search.expect(input.focus.exists(), StateFile::current_task, task, "focus",
                "the focus: neither the metadata, nor S3's task_focus, nor the actions of a phase say it");
  for (std::size_t i = 0; i < kContextFields.size(); ++i)
    search.expect(input.context[i].exists(), StateFile::current_task, task, "context." + std::string(kContextFields[i]),
                  "context." + std::string(kContextFields[i]) + ": see what the repository has, or ask");
  for (std::size_t i = 0; i < kRequirementFields.size(); ++i)
    search.expect(input.requirements[i].exists(), StateFile::current_task, task,
                  "requirements." + std::string(kRequirementFields[i]),
                  "requirements." + std::string(kRequirementFields[i]) + ": no demand is named");
  search.expect(briefing.phase.exists(), StateFile::coordination_plan, plan, "phase",
                "the phase: no phase of the plan names this specialist");
  search.expect(briefing.role.exists(), StateFile::s3_allocations, s3, "role",
                "the role: S3 names none for this specialist");
  search.expect(briefing.approach.exists(), StateFile::s4_environment, s4, "approach",
                "the approach: S4 recommends none");
  return std::move(search.missing);
}

}  // namespace s1::vsm
