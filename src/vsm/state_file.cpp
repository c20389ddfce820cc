// SPDX-License-Identifier: Apache-2.0
#include "vsm/state_file.h"

#include <algorithm>
#include <string>

#include "text/suggest.h"
#include "workspace/names.h"

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

std::string_view stem(std::string_view name) {
  return name.substr(0, name.find('.'));
}

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
  std::string wanted(workspace::base_name(name));
  std::ranges::replace(wanted, '_', '-');
  for (const StateFile file : kStateFiles) {
    const std::string_view whole = file_name(file);
    if (wanted == whole || wanted == stem(whole)) return file;
  }
  return std::nullopt;
}

std::string_view nearest_file_name(std::string_view wrong) {
  std::array<std::string_view, kStateFiles.size()> stems;
  std::ranges::transform(kStateFiles, stems.begin(), [](StateFile file) { return stem(file_name(file)); });
  const auto near = find_state_file(nearest(stem(wrong), stems));
  return near ? file_name(*near) : std::string_view();
}

std::array<std::string_view, kStateFiles.size()> file_names() {
  std::array<std::string_view, kStateFiles.size()> result;
  std::ranges::transform(kStateFiles, result.begin(), file_name);
  return result;
}

}  // namespace s1::vsm
