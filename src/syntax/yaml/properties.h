// SPDX-License-Identifier: Apache-2.0
// The tag and the anchor before a value. libyaml tells them, but not where they stand.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/data/tree.h"

namespace s1::yaml {

struct WrittenProperties {
  data::Properties properties;  // tag_name is not set
  std::uint32_t end = 0;        // of the last one
};

// Reads those at the begin of bytes[span); beyond it may lie those of a mapping's first key. `in_flow`: a comma ends a
// tag. Comments between the two are appended.
[[nodiscard]] WrittenProperties read_properties(std::string_view bytes, Span span, bool in_flow,
                                                std::vector<Comment>& comments);

}  // namespace s1::yaml
