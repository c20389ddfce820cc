// SPDX-License-Identifier: Apache-2.0
// Any bytes as YAML: the tree keeps every property that the tests name, and every value is asked for all it has.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../syntax/yaml/invariants.h"
#include "syntax/yaml/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const s1::Source source(std::string(reinterpret_cast<const char*>(data), size));
  const s1::data::File file = s1::yaml::read(source);
  const std::string problem = s1::yaml::Invariants::broken(file);
  if (!problem.empty()) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    std::abort();
  }
  (void)s1::data::dump(file);
  for (s1::data::NodeId id = 0; id < file.nodes.size(); ++id) {
    const s1::data::Value value(file, id);
    (void)value.members();
    (void)value.items();
    (void)value["key"];
    (void)value.integer();
  }
  return 0;
}
