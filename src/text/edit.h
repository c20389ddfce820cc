// SPDX-License-Identifier: Apache-2.0
// Changes to a known text: each replaces the bytes of a span, all others stay as they are.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "text/error.h"
#include "text/span.h"

namespace s1 {

// An empty span inserts.
struct Edit {
  Span span;
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

// The edited text. The edits need no order, but must not overlap and must lie in the text; else the error "bad-edit".
// Two insertions at one place overlap too: their order would be a guess.
[[nodiscard]] Result<std::string> apply(std::string_view text, std::span<const Edit> edits);

}  // namespace s1
