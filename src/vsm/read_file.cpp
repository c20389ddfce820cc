// SPDX-License-Identifier: Apache-2.0
// Which reader a file's bytes go to.
#include <utility>

#include "vsm/open_json.h"
#include "vsm/state.h"
#include "workspace/names.h"

namespace s1::vsm {
namespace {

template <class Part>
void set(std::optional<Part>& into, Part part, const Extra& around) {
  part.extra.insert(part.extra.end(), around.begin(), around.end());
  into = std::move(part);
}

void read_object(State& state, StateFile file, const Opened& opened) {
  Fields fields(*opened.document, opened.root, state.problems);
  const Extra& around = opened.around;
  switch (file) {
    case StateFile::current_task:
      return set(state.current_task, read_current_task(fields), around);
    case StateFile::s4_environment:
      return set(state.s4_environment, read_s4_environment(fields), around);
    case StateFile::coordination_plan:
      return set(state.coordination_plan,
                 opened.root.is_mapping() ? read_coordination_plan(fields)
                                          : read_schedule(*opened.document, opened.root, state.problems),
                 around);
    case StateFile::s3_allocations:
      return set(state.s3_allocations, read_s3_allocations(fields), around);
    case StateFile::viability_metrics:
      return set(state.viability_metrics, read_viability_metrics(fields), around);
    case StateFile::agent_registry:
      return set(state.agent_registry, read_agent_registry(fields), around);
    case StateFile::execution_log:
      return;  // not one object
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
