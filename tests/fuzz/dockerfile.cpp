// SPDX-License-Identifier: Apache-2.0
// Any bytes as a Dockerfile: its tree keeps every property that the tests name, and is walked whole.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../syntax/dockerfile/invariants.h"
#include "syntax/dockerfile/ast.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const s1::Source source(std::string(reinterpret_cast<const char*>(data), size));
  s1::dockerfile::File file = s1::dockerfile::File::parse(source);
  const std::string problem = s1::dockerfile::Invariants::broken(file);
  if (!problem.empty()) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    std::abort();
  }
  (void)s1::dockerfile::dump(file);
  s1::dockerfile::parse_scripts(file);
  for (const s1::dockerfile::Stage& stage : file.stages) (void)file.sources(stage);
  if (const s1::dockerfile::Stage* const target = file.target()) (void)file.reachable(*target);
  return 0;
}
