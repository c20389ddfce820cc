// SPDX-License-Identifier: Apache-2.0
// The attributes of a block whose value is written out: strings without templates, numbers, true and false. What is
// computed, and maps and lists, are passed over.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "syntax/hcl/outline.h"
#include "text/source.h"
#include "text/span.h"

namespace s1::hcl {

struct LiteralAttribute {
  std::string path;       // its name, with those of the blocks around it: "settings.tier"
  std::string_view text;  // without quotes, escapes as written; a view into the source
  Span span;              // of the value, quotes included
};

inline constexpr std::size_t kMostBlockDepth = 4;  // blocks within the block; what is deeper is passed over
inline constexpr std::size_t kMostAttributes = 256;

// In their order. Never fails; linear in the block.
[[nodiscard]] std::vector<LiteralAttribute> literal_attributes(const Source& source, const Block& block);

}  // namespace s1::hcl
