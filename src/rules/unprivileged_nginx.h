// SPDX-License-Identifier: Apache-2.0
// nginx as nginxinc/nginx-unprivileged: as user 101, on port 8080.
#pragma once
#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

// `stage` is FROM nginx by itself. The guards: nothing works as root or
// replaces nginx.conf; every port 80 that is written, in the configuration,
// EXPOSE and Compose, can be changed to 8080; no one else speaks to it on
// port 80.
[[nodiscard]] Rewrite unprivileged_nginx(const model::Dockerfile& file, const model::Surroundings& around,
                                         const dockerfile::Stage& stage);

}  // namespace s1::rules
