// SPDX-License-Identifier: Apache-2.0
// JSON into a tree (syntax/data/tree.h).
#pragma once
#include <cstdint>

#include "syntax/data/tree.h"
#include "text/mapped_text.h"
#include "text/source.h"

namespace s1::json {

// What may stand in the text beside JSON.
enum class Dialect : std::uint8_t {
  strict,
  relaxed,  // comments (// and /* */) and commas before a closing bracket, as in tsconfig.json and devcontainer.json
};

// Never fails: what could not be read is in the diagnostics, and the tree before it is kept. A fault within a string
// (an unknown escape, a control character, bytes that are no UTF-8) is a diagnostic too, but reading goes on, with the
// text as it stands. What follows the value is not read. `source` must outlive the result.
[[nodiscard]] data::File read(const Source& source, Dialect dialect = Dialect::strict);

// The text of a scalar of a file that read() made, with the way back into the file; an escape's text maps to its
// backslash.
[[nodiscard]] MappedText mapped(const data::File& file, const data::Node& scalar);

}  // namespace s1::json
