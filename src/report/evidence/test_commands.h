// SPDX-License-Identifier: Apache-2.0
// Which commands, scripts and targets are tests or checks, by how they are called.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace s1::report {

// Of a script of package.json: test, test:unit, lint, check, typecheck.
[[nodiscard]] bool is_test_name(std::string_view name);

struct MakeTarget {
  std::string_view name;
  std::uint32_t line = 0;
};
// The targets of a Makefile that are so called; at most 20.
[[nodiscard]] std::vector<MakeTarget> test_targets(std::string_view makefile);

// The lines of a script that are commands which test or check and that have no part that is not known; at most 20, each
// up to 160 bytes.
[[nodiscard]] std::vector<std::string_view> test_commands(std::string_view script);

}  // namespace s1::report
