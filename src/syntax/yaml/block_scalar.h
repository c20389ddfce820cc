// SPDX-License-Identifier: Apache-2.0
// How a literal or folded block scalar is laid out.
#pragma once
#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace s1::yaml {

enum class Chomping : std::uint8_t { clip, strip, keep };

struct BlockScalar {
  Chomping chomping = Chomping::clip;
  std::uint32_t header_end = 0;  // behind | or > and its indicators
  std::uint32_t begin = 0;       // of the first line of content
  std::uint32_t indent = 0;      // of its lines
};

// `at` is the | or >. `parent_indent`: the column of the block collection it stands in, -1 at the root.
[[nodiscard]] BlockScalar read_block_scalar(std::string_view bytes, std::uint32_t at, std::int32_t parent_indent);

// The end of the scalar as the tree has it (data/tree.h), `end` being the end of its last line or of the blank lines
// after it.
[[nodiscard]] std::uint32_t block_scalar_end(std::string_view bytes, const BlockScalar& scalar, std::uint32_t end);

// The column at which a block collection that begins at `at` stands, in characters from the last line break.
[[nodiscard]] std::int32_t column_of(std::string_view bytes, std::uint32_t at);

}  // namespace s1::yaml
