// SPDX-License-Identifier: Apache-2.0
// Risks, as S4 and S3 write them: texts, or objects.
#pragma once
#include "vsm/fields.h"

namespace s1::vsm {

struct Risk {
  std::string risk;
  std::string severity;    // high, medium, low, or another word as it stands; empty where it is not said
  std::string mitigation;  // empty where it is not said
  Place place;
  Extra extra;
};

[[nodiscard]] std::vector<Risk> read_risks(Fields& fields, Fields::Names names);

}  // namespace s1::vsm
