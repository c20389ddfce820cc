// SPDX-License-Identifier: Apache-2.0
// Every rule, in the order of their ids. The table is made by CMake from the files under rules/ (cmake/registry.cmake).
#pragma once
#include <span>
#include <string_view>
#include <vector>

namespace s1::rules {

struct Rule;

[[nodiscard]] std::span<const Rule* const> all();
// The rule of that id, else every rule that has it as an alias; letter case does not count.
[[nodiscard]] std::vector<const Rule*> find(std::string_view id_or_alias);

}  // namespace s1::rules
