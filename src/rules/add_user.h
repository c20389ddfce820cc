// SPDX-License-Identifier: Apache-2.0
// A USER for an image that runs as root: an account that the base image has, one that the Dockerfile makes, or a new
// one.
#pragma once
#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

// `stage`: one whose containers run as root. The guards: the account is known or free; nothing that is started needs
// root; ports are 1024 or more; no volume or mount may hold files of root; nothing lies under /root; nothing is closed
// to others by its mode; who runs it does not ask for root.
[[nodiscard]] Rewrite add_user(const model::Dockerfile& file, const model::Surroundings& around,
                               const dockerfile::Stage& stage);

}  // namespace s1::rules
