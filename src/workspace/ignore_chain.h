// SPDX-License-Identifier: Apache-2.0
// The ignore files that count for a folder: its own and those of every folder above it.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "workspace/ignore.h"

namespace s1::workspace {

// One folder's ignore files, and the chain of the folder above. Immutable and shared by all folders below.
struct IgnoreChain {
  std::shared_ptr<const IgnoreChain> above;
  std::string folder;  // relative to the root
  IgnoreFile gitignore;
  IgnoreFile ignore;
};

// Whether the entry itself is ignored; folders above it are taken as not ignored.
[[nodiscard]] bool is_ignored(const IgnoreChain* chain, std::string_view path, bool is_folder);

}  // namespace s1::workspace
