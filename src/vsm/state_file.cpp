// SPDX-License-Identifier: Apache-2.0
#include "vsm/state_file.h"

#include <algorithm>
#include <string>

namespace s1::vsm {
namespace {

struct Names {
  std::string_view file;
  std::string_view field;
};

constexpr Names kNames[] = {
    {"current-task.json", "current_task"},           {"s4-environment.json", "s4_environment"},
    {"coordination-plan.json", "coordination_plan"}, {"s3-allocations.json", "s3_allocations"},
    {"viability-metrics.json", "viability_metrics"}, {"agent-registry.json", "agent_registry"},
    {"execution-log.jsonl", "execution_log"},
};
static_assert(std::size(kNames) == kStateFiles.size());

const Names& names(StateFile file) {
  return kNames[static_cast<std::size_t>(file)];
}

}  // namespace

std::string_view file_name(StateFile file) {
  return names(file).file;
}

std::string_view field_name(StateFile file) {
  return names(file).field;
}

std::optional<StateFile> find_state_file(std::string_view name) {
  std::string wanted(name);
  std::ranges::replace(wanted, '_', '-');
  for (const StateFile file : kStateFiles) {
    const std::string_view whole = file_name(file);
    if (wanted == whole || wanted == whole.substr(0, whole.find('.'))) return file;
  }
  return std::nullopt;
}

std::array<std::string_view, kStateFiles.size()> file_names() {
  std::array<std::string_view, kStateFiles.size()> result;
  std::ranges::transform(kStateFiles, result.begin(), file_name);
  return result;
}

}  // namespace s1::vsm
