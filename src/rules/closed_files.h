// SPDX-License-Identifier: Apache-2.0
// Files that a stage copies and that only their owner may read: COPY keeps modes and makes root the owner.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "model/build_files.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {

struct ClosedFile {
  std::string path;  // relative to the context
  const dockerfile::Instruction* copy = nullptr;
};

// The first that users other than root could not read, or folder that they could not enter, of what `instructions` copy
// without an owner or a mode of its own. The first few thousand entries are looked at.
[[nodiscard]] std::optional<ClosedFile> closed_file(const dockerfile::File& file,
                                                    std::span<const dockerfile::Instruction* const> instructions,
                                                    const model::BuildFiles& context);

}  // namespace s1::rules
