// SPDX-License-Identifier: Apache-2.0
// Why an edit is not made.
#pragma once
#include <optional>
#include <string>

#include "syntax/data/tree.h"
#include "text/error.h"

namespace s1::data {

[[nodiscard]] std::unexpected<Error> not_editable(std::string what, std::string hint);
[[nodiscard]] std::unexpected<Error> wrong_kind(std::string what, std::string hint);

// The reason why nothing can be changed at this node: it is not there, an alias, in a document that was not read to its
// end, or in a file with a byte order mark within.
[[nodiscard]] std::optional<Error> refusal(Value value);

// Whether a value is not written, nor a colon, so that its place is the end of a block scalar's text: `? |` alone.
[[nodiscard]] bool hangs_on_block_scalar(const File& file, NodeId value);

}  // namespace s1::data
