// SPDX-License-Identifier: Apache-2.0
// JSON text from outside into a Json value, in linear time and with its size known beforehand: the library's own way in
// has no limit of depth, and takes quadratic time over the members of one object where their order is kept.
#pragma once
#include <string_view>

#include "mcp/fault.h"

namespace s1::mcp {

// Of two members of one name the last holds. A NUL byte is an error wherever it stands.
[[nodiscard]] OrFault<Json> read_json(std::string_view text, const Limits& limits);

}  // namespace s1::mcp
