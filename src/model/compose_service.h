// SPDX-License-Identifier: Apache-2.0
// A Compose service's attributes, read from its layers.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "model/build.h"
#include "model/compose_layers.h"
#include "model/compose_project.h"
#include "model/container.h"
#include "model/service.h"

namespace s1::model {

[[nodiscard]] Service compose_service(const ComposeEntry& entry);

// `service`: the layers of all of it.
[[nodiscard]] std::optional<Build> compose_build(const Layers& service);
[[nodiscard]] std::vector<Port> compose_ports(const Layers& service);    // ports, then expose
[[nodiscard]] std::vector<Mount> compose_mounts(const Layers& service);  // volumes
[[nodiscard]] Value compose_healthcheck(const Layers& service);

// Pieces between `separator`, those within ${…} and […] apart: variables' defaults and IPv6 addresses hold colons.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace s1::model
