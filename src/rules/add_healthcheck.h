// SPDX-License-Identifier: Apache-2.0
// A HEALTHCHECK with a tool that the image has, on the port and the path that are known.
#pragma once
#include <string>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

// "CMD …", which asks the address with what the image surely has; empty where it has nothing for that.
[[nodiscard]] std::string ask_over_http(const model::Dockerfile& file, const dockerfile::Stage& stage,
                                        const std::string& url);

[[nodiscard]] Rewrite add_healthcheck(const model::Dockerfile& file, const model::Surroundings& around,
                                      const dockerfile::Stage& stage);

}  // namespace s1::rules
