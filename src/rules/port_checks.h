// SPDX-License-Identifier: Apache-2.0
// For the rules that hold a container's ports against its image's EXPOSE.
#pragma once
#include <string_view>

#include "model/infra_model.h"
#include "rules/rule.h"

namespace s1::rules {

inline constexpr std::string_view kPortNotExposedDocs =
    R"(The container is said to listen on a port that its image does not expose, while the image exposes others. One of the two is
wrong most of the time: a port was changed on one side only, and nothing answers there.

Name the port that the application listens on in both places. `EXPOSE` is documentation, so where the application does
listen on the port, add it to the Dockerfile.

Reported only where the image is built in this repository, exposes at least one port, and stands on a base image that is
known to have no port of its own.

There is no fix: which of the two ports the application listens on has to be looked up in the application.)";

// `entity`: service or workload, the container of which runs the image.
void report_ports_not_exposed(const model::InfraModel& model, model::Entity entity, Sink& out);

}  // namespace s1::rules
