// SPDX-License-Identifier: Apache-2.0
// Source that is copied before an install, which so is repeated whenever any file of it changes.
#pragma once
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

struct SourceFirst {
  Span copy;     // the COPY of the whole folder
  Span install;  // the call after it
  std::string said;
  Rewrite rewrite;  // copies the manifests, installs, and then copies the rest
};

// The guards: all that the install reads is known (install_manifests.h) and in the build context; nothing between the
// COPY and the install needs the source; what the install makes in the folder is ignored, so that the COPY does not put
// another one over it.
[[nodiscard]] std::vector<SourceFirst> sources_copied_first(const model::Dockerfile& file,
                                                            const model::Surroundings& around);

}  // namespace s1::rules
