// SPDX-License-Identifier: Apache-2.0
// What tools/call answers. Some hosts show the model `structuredContent` alone, others `content` alone, and of an error
// only the text: so a success stands in both, and an error's text says all there is to say.
#pragma once
#include <string>

#include "mcp/server.h"

namespace s1::mcp {

[[nodiscard]] Json tool_result(Result<Json> outcome);

}  // namespace s1::mcp
