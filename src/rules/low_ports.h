// SPDX-License-Identifier: Apache-2.0
// Ports that not every runtime lets others than root open.
#pragma once
#include <cstdint>
#include <string_view>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

inline constexpr std::uint32_t kFirstFreePort = 1024;  // below it, wherever the kernel is not told otherwise

// False where EXPOSE, ENV, the base image or who runs it names one.
bool has_no_low_port(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                     Rewrite& rewrite);

// --port=80, 0.0.0.0:443: of the arguments of a program, the two ports that are sure to be ones.
[[nodiscard]] bool is_low_port(std::string_view argument);

}  // namespace s1::rules
