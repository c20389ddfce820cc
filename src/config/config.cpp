// SPDX-License-Identifier: Apache-2.0
#include "config/config.h"

namespace s1::config {

std::string_view name(Severity severity) {
  constexpr std::string_view names[] = {"info", "low", "medium", "high", "critical"};
  return names[static_cast<std::size_t>(severity)];
}

}  // namespace s1::config
