// SPDX-License-Identifier: Apache-2.0
// A scalar's decoded text with the way back to the file, from its bytes: escapes, folded lines, block scalars.
#pragma once
#include "syntax/data/tree.h"
#include "text/mapped_text.h"

namespace s1::yaml {

// Its text() is the node's own text. What has bytes in the file maps to them; a blank or a break that lines were folded
// into, a character that an escape sequence gives and what stands for a byte that YAML does not allow map to where
// those stand. Of an alias or a collection: empty.
[[nodiscard]] MappedText mapped(const data::File& file, const data::Node& node);

}  // namespace s1::yaml
