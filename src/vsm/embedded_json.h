// SPDX-License-Identifier: Apache-2.0
// JSON that stands in a text: the answer of a model, with prose around it, in a Markdown fence or without.
#pragma once
#include <optional>
#include <string_view>

#include "text/span.h"

namespace s1::vsm {

// The piece that holds an object, or a list of objects: the first fence that does, else the first such value in the
// text. It may be cut short. Nothing where none of the first few candidates does.
[[nodiscard]] std::optional<Span> find_json(std::string_view text);

}  // namespace s1::vsm
