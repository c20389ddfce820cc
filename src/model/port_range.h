// SPDX-License-Identifier: Apache-2.0
// Port numbers as they are written: one or a range.
#pragma once
#include <cstdint>
#include <string_view>

namespace s1::model {

struct PortRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// Of "8080" or "8000-8010"; zeros where it is neither, or not within 1 to 65535.
[[nodiscard]] PortRange port_range(std::string_view text);

}  // namespace s1::model
