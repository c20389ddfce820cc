// SPDX-License-Identifier: Apache-2.0
// What the readers of YAML and JSON share: nodes of a tree as places and values of the model.
#pragma once
#include <string_view>

#include "model/place.h"
#include "model/read.h"
#include "model/value.h"
#include "syntax/data/tree.h"

namespace s1::model {

// Where the node is written; nowhere where it is absent.
[[nodiscard]] Place place_of(const Input& input, data::Value node);
// What a list's item or a document opens with: its first key where it is a mapping, else all of it.
[[nodiscard]] Place opening_of(const Input& input, data::Value node);

// A scalar as it is written. Unknown where a collection stands in its place or a tag makes something else of it
// (`!Ref`). An alias has its anchor's place as origin.
[[nodiscard]] Value value_of(const Input& input, data::Value node);
// The same, for platforms whose files have no variables: a text that something is still to be put into is unknown.
[[nodiscard]] Value literal_of(const Input& input, data::Value node);

// `${NAME}`, `$(NAME)` or `{{ name }}` in the text, or nothing else than `$NAME` or `<name>`.
[[nodiscard]] bool has_placeholder(std::string_view text);

// A scalar's text; empty for others.
[[nodiscard]] std::string text_of(data::Value node);
// True where it is written as true, also in quotes.
[[nodiscard]] bool is_true(data::Value node);

}  // namespace s1::model
