// SPDX-License-Identifier: Apache-2.0
// Which stages of a Dockerfile are made into images that run.
#pragma once
#include <vector>

#include "model/surroundings.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {

// Those that the builds which are known name as their target, the last one where a build names none or one that is not
// known. Without such builds: the last one. In the order of the file.
[[nodiscard]] std::vector<const dockerfile::Stage*> shipped_stages(const dockerfile::File& file,
                                                                   const Surroundings& around);

}  // namespace s1::model
