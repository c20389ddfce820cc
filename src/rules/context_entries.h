// SPDX-License-Identifier: Apache-2.0
// What lies in build contexts and belongs in no image, and what a Dockerfile needs of it all the same.
#pragma once
#include <span>
#include <string_view>

#include "model/build_files.h"
#include "model/dockerfile.h"

namespace s1::rules {

struct ContextEntry {
  std::string_view pattern;  // in .dockerignore
  std::string_view probe;    // a path that it matches
};
[[nodiscard]] std::span<const ContextEntry> context_entries();

// Whether a build of the Dockerfile does without what the entry matches, and the project has it or makes it.
[[nodiscard]] bool is_unwanted(const ContextEntry& entry, const model::BuildFiles& context,
                               const model::Dockerfile& file);
// Whether each source of COPY, ADD and bind mounts that is found now is found where the entry is ignored too.
[[nodiscard]] bool keeps_sources(const ContextEntry& entry, const model::BuildFiles& context,
                                 const dockerfile::File& file);

}  // namespace s1::rules
