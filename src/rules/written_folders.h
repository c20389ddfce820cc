// SPDX-License-Identifier: Apache-2.0
// Which folders of an image its program is seen to write to: those that a RUN makes and nothing is copied into, and
// those of the files that the start script writes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "model/start.h"
#include "model/surroundings.h"

namespace s1::rules {

// Sorted, absolute. Nothing where a file is written in a folder that is not known.
[[nodiscard]] std::optional<std::vector<std::string>> written_folders(const model::Dockerfile& file,
                                                                      const dockerfile::Stage& stage,
                                                                      const model::Start& start);

}  // namespace s1::rules
