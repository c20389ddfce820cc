// SPDX-License-Identifier: Apache-2.0
#include "text/error.h"

namespace s1 {

std::string describe(const Error& error) {
  std::string result = error.where.empty() ? error.what : error.where + ": " + error.what;
  if (!error.hint.empty()) result += " (" + error.hint + ")";
  return result;
}

}  // namespace s1
