// SPDX-License-Identifier: Apache-2.0
#include "report/json_text.h"

#include <utility>

namespace s1::report {

using Json = nlohmann::ordered_json;

std::string json_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void ArrayWriter::add(const Json& element) {
  if (!std::exchange(empty_, false)) sink_(",");
  sink_(json_text(element));
}

}  // namespace s1::report
