// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mcp/handlers.h"

namespace s1::mcp {

std::unexpected<Fault> bad_params(std::string message) {
  return std::unexpected(Fault{.code = fault_code::kInvalidParams, .message = std::move(message)});
}

OrFault<std::string> required_string(const Json& object, std::string_view key) {
  const auto at = object.find(key);
  if (at == object.end() || !at->is_string()) return bad_params(std::string(key) + " must be a string");
  return at->get<std::string>();
}

OrFault<void> check_cursor(const Json& params) {
  const auto cursor = params.find("cursor");
  if (cursor == params.end() || cursor->is_null() || *cursor == "") return {};
  return bad_params("Unknown cursor: the list has one page");
}

void set_text(Json& object, std::string_view key, std::string_view text) {
  if (!text.empty()) object[std::string(key)] = text;
}

}  // namespace s1::mcp
