// SPDX-License-Identifier: Apache-2.0
// The seven files in which the systems of a Viable System Model keep their state.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace s1::vsm {

inline constexpr std::string_view kStateFolder = ".claude/vsm-state";

enum class StateFile : std::uint8_t {
  current_task,
  s4_environment,
  coordination_plan,
  s3_allocations,
  viability_metrics,
  agent_registry,
  execution_log,
};

inline constexpr std::array kStateFiles = {
    StateFile::current_task,      StateFile::s4_environment, StateFile::coordination_plan, StateFile::s3_allocations,
    StateFile::viability_metrics, StateFile::agent_registry, StateFile::execution_log,
};

[[nodiscard]] std::string_view file_name(StateFile file);   // "current-task.json"
[[nodiscard]] std::string_view field_name(StateFile file);  // "current_task": its field in read_vsm_state's answer
// Of a name with or without extension and folder, with '-' or '_'.
[[nodiscard]] std::optional<StateFile> find_state_file(std::string_view name);
// The known name that a wrong one may mean; empty where none is near.
[[nodiscard]] std::string_view nearest_file_name(std::string_view wrong);
[[nodiscard]] std::array<std::string_view, kStateFiles.size()> file_names();

}  // namespace s1::vsm
