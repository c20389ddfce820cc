// SPDX-License-Identifier: Apache-2.0
// Which reader a file's bytes go to.
#include "vsm/open_json.h"
#include "vsm/state.h"
#include "workspace/names.h"

namespace s1::vsm {
namespace {

void read_object(State& state, StateFile file, const Opened& opened) {
  Fields fields(*opened.document, opened.root, state.problems);
  switch (file) {
    case StateFile::current_task:
      state.current_task = read_current_task(fields);
      break;
    case StateFile::s4_environment:
      state.s4_environment = read_s4_environment(fields);
      break;
    case StateFile::coordination_plan:
      state.coordination_plan = opened.root.is_mapping() ? read_coordination_plan(fields)
                                                         : read_schedule(*opened.document, opened.root, state.problems);
      break;
    case StateFile::s3_allocations:
      state.s3_allocations = read_s3_allocations(fields);
      break;
    case StateFile::viability_metrics:
      state.viability_metrics = read_viability_metrics(fields);
      break;
    case StateFile::agent_registry:
      state.agent_registry = read_agent_registry(fields);
      break;
    case StateFile::execution_log:
      break;
  }
}

}  // namespace

void read_file(State& state, StateFile file, std::string bytes, std::uint32_t first_line) {
  std::string path = workspace::join(state.folder, file_name(file));
  if (file == StateFile::execution_log) {
    state.execution_log = read_execution_log(path, bytes, first_line, state.problems);
    return;
  }
  if (const auto opened = open_json(file, std::move(path), std::move(bytes), state.documents, state.problems))
    read_object(state, file, *opened);
}

}  // namespace s1::vsm
