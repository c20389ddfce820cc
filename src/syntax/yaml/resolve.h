// SPDX-License-Identifier: Apache-2.0
// What an unquoted scalar is: by the core schema of YAML 1.2, which the tree holds to, and by YAML 1.1, which many
// readers still speak (PyYAML, Ruby; Go's yaml.v3 in part). Where the two differ lies many a trap.
#pragma once
#include <string_view>

#include "syntax/data/tree.h"

namespace s1::yaml {

// The kind of a plain scalar without a tag.
[[nodiscard]] data::Kind resolve(std::string_view text);

// The kind of a scalar with this resolved tag. `plain`: it is not quoted and no block scalar.
[[nodiscard]] data::Kind resolve_tagged(std::string_view tag, std::string_view text, bool plain);

enum class Yaml11 : std::uint8_t {
  same,         // both take it for the same
  boolean,      // yes, No, ON, off, y, N: a boolean, where 1.2 has a string
  octal,        // 012: the integer 10, where 1.2 has 12
  string,       // 0o14, and numbers with an exponent but no dot or sign (1e3): a string, where 1.2 has a number
  underscores,  // 1_000: the integer 1000, where 1.2 has a string
  sexagesimal,  // 12:30:00 and 22:22: the number of seconds, where 1.2 has a string
  timestamp,    // 2026-01-31, with or without a time: a date, where 1.2 has a string
  binary,       // 0b101: an integer, where 1.2 has a string
};

// How YAML 1.1 takes a plain scalar without a tag, where that is not what 1.2 does.
[[nodiscard]] Yaml11 yaml11(std::string_view text);

// True of a plain scalar that is a number in YAML 1.2 and that is written otherwise once it was read as one: 3.10 is
// 3.1, 1.0 is 1, 012 is 12, 1e3 is 1000. Where a version or a code is meant, it has to be quoted.
[[nodiscard]] bool changes_as_number(std::string_view text);

}  // namespace s1::yaml
