// SPDX-License-Identifier: Apache-2.0
// Reads `.s1-infra.yaml`. Everything that is wrong with it is said at once, each with its line, its key and the nearest
// right one; whether its rules and platforms are known is the engine's to say (engine/settings.h).
#pragma once
#include <vector>

#include "config/config.h"
#include "text/error.h"
#include "text/source.h"

namespace s1::config {

struct Reading {
  Config config;
  std::vector<Error> errors;  // in the order of the file; code "bad-config", where ".s1-infra.yaml:7"
};

[[nodiscard]] Reading read(const Source& source);

// "bad-config" at a line of the file.
[[nodiscard]] Error error_at(std::uint32_t line, std::string what, std::string hint);
// Several errors as one, for who can give only one.
[[nodiscard]] Error joined(const std::vector<Error>& errors);

}  // namespace s1::config
