// SPDX-License-Identifier: Apache-2.0
// "1 finding", "2 findings".
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace s1::report {

[[nodiscard]] inline std::string counted(std::size_t count, std::string_view noun) {
  std::string result = std::to_string(count);
  result += ' ';
  result += noun;
  if (count != 1) result += 's';
  return result;
}

}  // namespace s1::report
