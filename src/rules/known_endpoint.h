// SPDX-License-Identifier: Apache-2.0
// Where the program of an image can be asked whether it works: a port, and the path that probes or sources name.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

struct Endpoint {
  std::uint32_t port = 0;
  std::string path;  // of HTTP; empty: only that it accepts connections can be asked
};

// What the text of a health check asks of its own container over HTTP: http://localhost:8080/status.
[[nodiscard]] std::optional<Endpoint> asked_by(std::string_view command);

// What a Kubernetes probe asks of its container. Nothing where the port is not known; the path is empty where it asks
// with TLS or not over HTTP.
[[nodiscard]] std::optional<Endpoint> asked_by(const model::Container& container, const model::Probe& probe);
// The endings of the files in which a program may say what it answers.
[[nodiscard]] std::span<const std::string_view> server_sources();

// Nothing where the port is not known; `rewrite` then says why. What was looked at goes into its `checked`.
[[nodiscard]] std::optional<Endpoint> known_endpoint(const model::Dockerfile& file, const model::Surroundings& around,
                                                     const dockerfile::Stage& stage, Rewrite& rewrite);

}  // namespace s1::rules
