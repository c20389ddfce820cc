// SPDX-License-Identifier: Apache-2.0
// The COPY instructions that bring what a later RUN changes the owner or the mode of.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {

enum class Brought : std::uint8_t { file, folder, unknown };

struct CopiedBy {
  std::vector<const dockerfile::Instruction*> copies;  // in the order of the file
  Brought what = Brought::unknown;                     // one file, or a folder
  bool workdir_made_it = false;                        // a WORKDIR named the folder first
  // An instruction that may have put something else there, or made it first; null: there is none.
  const dockerfile::Instruction* other = nullptr;
};

// Of `path`, as model::path_in_image() gives it, at a RUN: the COPYs after the last RUN before it. Nothing where there
// are none, or where one before brings more than what is at `path`.
[[nodiscard]] std::optional<CopiedBy> copied_by(const model::Dockerfile& file, const model::Surroundings& around,
                                                const dockerfile::Instruction& run, std::string_view path);

}  // namespace s1::rules
