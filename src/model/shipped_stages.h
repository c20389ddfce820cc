// SPDX-License-Identifier: Apache-2.0
// Which stages of a Dockerfile are made into images that run.
#pragma once
#include <vector>

#include "model/surroundings.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {

// By stage index. Without known builds (`around` may be null): the last stage, and each target of its own that starts
// something. With builds: the stages that they make, the last one where a build names none or one that is not known.
//
// `docker build .` makes the last stage, whatever a Compose file names: such a file is often for development alone. So
// the last one counts beside what is named, where it is an image of its own: it starts something, and is not built on
// a stage that is made already (`FROM app AS debug` adds tools to an image that is judged itself). A build that is
// pushed says what ships, and is believed.
[[nodiscard]] std::vector<bool> shipped_images(const dockerfile::File& file, const Surroundings* around);

// The same, in the order of the file.
[[nodiscard]] std::vector<const dockerfile::Stage*> shipped_stages(const dockerfile::File& file,
                                                                   const Surroundings& around);

}  // namespace s1::model
