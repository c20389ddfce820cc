// SPDX-License-Identifier: Apache-2.0
// Whether what an image starts is made of sources, which then have to be read before anything is said of it.
#pragma once
#include "model/dockerfile.h"
#include "model/start.h"

namespace s1::rules {

// An interpreter is started, or a RUN of the Dockerfile compiles. False: a program that is copied or installed as it
// is.
[[nodiscard]] bool starts_from_sources(const model::Dockerfile& file, const dockerfile::Stage& stage,
                                       const model::Start& start);

}  // namespace s1::rules
