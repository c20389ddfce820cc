// SPDX-License-Identifier: Apache-2.0
// Which layers of a Dockerfile are shipped, and what holds before and after each: a stage goes on from the end of the
// one that it is FROM.
#pragma once
#include <vector>

#include "syntax/dockerfile/ast.h"

namespace s1::model {

// By stage index: true where the stage's layers are part of an image that is made to run. `images` are these
// (shipped_images()); the stages that they are FROM come in. The others are builders: what they leave behind is in no
// image.
[[nodiscard]] std::vector<bool> shipped_layers(const dockerfile::File& file, std::vector<bool> images);

// True where the instruction's layer is shipped. `shipped` is what shipped_layers() gave.
[[nodiscard]] bool is_shipped(const std::vector<bool>& shipped, const dockerfile::Instruction& instruction);

// `marks` has one element an instruction of the file. The result is true where a mark stands at the instruction itself
// or at one that ran before it: in its stage or in a stage that this one is FROM.
[[nodiscard]] std::vector<bool> marked_before(const dockerfile::File& file, std::vector<bool> marks);
// The result is true where a mark stands at an instruction that runs after: later in its stage or in a stage that is
// FROM it.
[[nodiscard]] std::vector<bool> marked_after(const dockerfile::File& file, const std::vector<bool>& marks);

}  // namespace s1::model
