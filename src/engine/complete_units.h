// SPDX-License-Identifier: Apache-2.0
// What the files of units name in their texts: a Compose project's `include` and `extends`, a GitLab pipeline's local
// includes, whatever the files are called, and the child pipelines that its jobs trigger.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/file_reader.h"
#include "engine/scan_files.h"
#include "engine/unit.h"
#include "workspace/root.h"

namespace s1::engine {

// How much may be read a second time because several units name it: 16 MiB, and as much again as the units' files
// have. Past it, what is named is left out. Of one unit at most 150 files are taken, which is GitLab's limit, and they
// may name one another 16 levels deep.
inline constexpr std::uint64_t kMostBorrowed = 16U * 1024 * 1024;

// Adds to each unit what its files name, and to `found` those of them that are not recognised by themselves; a unit for
// each child pipeline comes in, and what is merged into another project or pipeline is none of its own any more, unless
// the platform looks for it by its name. `units`: those that form_units() gives; they are in the order of their first
// files afterwards too.
void complete_units(const workspace::Root& root, const FileReader& reader, ScanFiles& found, std::vector<Unit>& units);

}  // namespace s1::engine
