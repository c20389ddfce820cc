// SPDX-License-Identifier: Apache-2.0
// Any text as HCL: the attributes of its blocks lie in their blocks, in order.
#include <cstdint>
#include <cstdlib>

#include "syntax/hcl/attributes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const s1::Source source(std::string(reinterpret_cast<const char*>(data), size));
  const s1::hcl::Outline outline = s1::hcl::read_outline(source);
  for (const s1::hcl::Block& block : outline.blocks) {
    std::uint32_t before = block.header.end;
    for (const auto& attribute : s1::hcl::literal_attributes(source, block)) {
      if (attribute.span.begin < before || attribute.span.end > block.span.end) std::abort();
      before = attribute.span.end;
    }
  }
  return 0;
}
