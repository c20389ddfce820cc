// SPDX-License-Identifier: Apache-2.0
// A tool's arguments held to its input schema and brought to the types it names, in one walk. The schema is of the
// subset that every client takes: type, enum, required, properties, additionalProperties: false, items, minimum,
// maximum, default.
#pragma once
#include "mcp/server.h"

namespace s1::mcp {

// Models send "true", "3", "a,b" and JSON as text where a boolean, a number, an array or an object is meant; all are
// taken. A null is as good as absent; defaults are filled in. The error "bad-arguments" names every field that is wrong
// and what would be right.
[[nodiscard]] Result<Json> check_arguments(const Json& schema, const Json& arguments);

}  // namespace s1::mcp
