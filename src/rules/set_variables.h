// SPDX-License-Identifier: Apache-2.0
// Whether a container of a stage has a variable already, wherever it is set.
#pragma once
#include <string_view>

#include "model/dockerfile.h"
#include "model/surroundings.h"

namespace s1::rules {

// ENV or ARG of the stage, the command that is started, whoever runs it, or the base image.
[[nodiscard]] bool is_variable_set(const model::Dockerfile& file, const model::Surroundings& around,
                                   const dockerfile::Stage& stage, std::string_view name);
// Whether somebody runs the image with the sources of his machine mounted into it: to develop in it.
[[nodiscard]] bool is_developed_in(const model::Surroundings& around, const dockerfile::Stage& stage);

}  // namespace s1::rules
