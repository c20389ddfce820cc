// SPDX-License-Identifier: Apache-2.0
// JSON into a tree (syntax/data/tree.h).
#pragma once
#include <cstdint>

#include "syntax/data/tree.h"
#include "text/source.h"

namespace s1::json {

// What may stand in the text beside JSON.
enum class Dialect : std::uint8_t {
  strict,
  relaxed,  // comments (// and /* */) and commas before a closing bracket, as in tsconfig.json and devcontainer.json
};

// Never fails: what could not be read is in the diagnostics, and the tree before it is kept. `source` must outlive the
// result.
[[nodiscard]] data::File read(const Source& source, Dialect dialect = Dialect::strict);

}  // namespace s1::json
