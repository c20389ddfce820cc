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

// Names of rules are ids, aliases and globs over both (engine/rule_patterns.h).
struct Selection {
  Depth profile = Depth::standard;
  // Only these; empty: all of the profile. One named here runs whatever its profile, but a glob takes no experimental
  // rule unless the profile is `all`. "!name" takes away from the others, or from the profile if there are none.
  std::vector<std::string> rules = {};
  std::vector<std::string> platforms = {};  // empty: all
  // The configuration's: run whatever the profile; and not run, unless named outright in `rules`.
  std::vector<std::string> also = {};
  std::vector<std::string> without = {};
};

// In the order of the registry. Codes: "unknown-rule", "unknown-platform", each with the nearest right name.
[[nodiscard]] Result<std::vector<const rules::Rule*>> select(const Selection& selection);

// The platforms of the contract, sorted.
[[nodiscard]] const std::vector<std::string_view>& platforms();

}  // namespace s1::engine
