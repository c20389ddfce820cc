// SPDX-License-Identifier: Apache-2.0
#include "rules/switch_value.h"

#include <string>

#include "text/lower_case.h"

namespace s1::rules {

bool holds(When when, std::string_view value) {
  if (when == When::given) return true;
  const std::string text = lower_case(value);
  if (when == When::off) return text == "false" || text == "0" || text == "no" || text == "off";
  return text == "true" || text == "1" || text == "yes" || text == "on";
}

}  // namespace s1::rules
