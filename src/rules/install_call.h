// SPDX-License-Identifier: Apache-2.0
// The calls that install what a project's manifest names.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/dockerfile_run.h"

namespace s1::rules {

enum class Ecosystem : std::uint8_t { node, python, go, php, ruby, dotnet, maven };

struct InstallCall {
  Ecosystem ecosystem{};
  const model::Call* call = nullptr;
  std::string said;  // "npm ci"
};
// Nothing for other calls, and for those that install what they are told (`npm install -g serve`).
[[nodiscard]] std::optional<InstallCall> install_call(const model::Call& call);

// True for the name of a file that says what such a call installs: where it is copied by name, it is copied first.
[[nodiscard]] bool is_manifest(Ecosystem ecosystem, std::string_view name);

}  // namespace s1::rules
