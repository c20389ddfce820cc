// SPDX-License-Identifier: Apache-2.0
// Any bytes as a baseline: refused with a reason, or what is written of it reads back as the same entries.
#include "engine/baseline.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace s1::engine;
  const s1::Result<Baseline> baseline = read_baseline(std::string(reinterpret_cast<const char*>(data), size), "b.json");
  if (!baseline) {
    require(baseline.error().code == "bad-baseline" && !baseline.error().what.empty());
    return 0;
  }
  const std::string text = write_baseline(*baseline);
  const s1::Result<Baseline> again = read_baseline(text, "b.json");
  require(again.has_value() && again->size() <= baseline->size());
  require(write_baseline(*again) == text);
  return 0;
}
