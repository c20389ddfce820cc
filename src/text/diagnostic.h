// SPDX-License-Identifier: Apache-2.0
// What a parser or a reader noticed that is not a rule's finding: unreadable syntax, a limit reached, an unknown
// instruction.
#pragma once
#include <string>
#include <string_view>

#include "text/span.h"

namespace s1 {

struct Diagnostic {
  Span span;
  std::string_view code;  // kebab-case, a literal
  std::string message;    // one sentence
  std::string hint;       // what to do; may be empty
};

}  // namespace s1
