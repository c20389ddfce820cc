// SPDX-License-Identifier: Apache-2.0
// The edits that copy what an install reads before it, and the rest of the source after it.
#pragma once
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "rules/install_manifests.h"
#include "rules/rewrite.h"

namespace s1::rules {

// A COPY of a whole folder of the build context.
struct SourceCopy {
  const dockerfile::Instruction* instruction = nullptr;
  std::string folder;                                   // of the context; "" all of it
  std::string destination;                              // as written
  std::string at;                                       // absolute
  std::vector<const dockerfile::Instruction*> between;  // it and the install
};

// Either the COPY goes behind the install, or what `manifests.fetch` says becomes a step of its own before it. False
// where what stands between or in the same RUN may need the source.
bool copy_manifests_first(const model::Dockerfile& file, const SourceCopy& copy, const model::Run& run,
                          const InstallCall& install, const Manifests& manifests, Rewrite& rewrite);

}  // namespace s1::rules
