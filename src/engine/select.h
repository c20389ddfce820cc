// SPDX-License-Identifier: Apache-2.0
// Which rules a scan runs.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"
#include "text/error.h"

namespace s1::engine {

enum class Depth : std::uint8_t { standard, strict, all };

struct Selection {
  Depth profile = Depth::standard;
  std::vector<std::string>
      rules;  // ids or aliases; empty: all of the profile. A rule named here runs whatever its profile
  std::vector<std::string> platforms;  // empty: all
};

// In the order of the registry. Codes: "unknown-rule", "unknown-platform", each with the nearest right name.
[[nodiscard]] Result<std::vector<const rules::Rule*>> select(const Selection& selection);

// The platforms of the contract, sorted.
[[nodiscard]] const std::vector<std::string_view>& platforms();

}  // namespace s1::engine
