// SPDX-License-Identifier: Apache-2.0
// A comment of any language, with what it belongs to. Suppressions are found in these and nowhere else.
#pragma once
#include <string_view>

#include "text/span.h"

namespace s1 {

struct Comment {
  Span span;              // from the comment sign to the end of the comment, without the line end
  std::string_view text;  // without the sign and without the white space around it; a view into the file
  Span scope;             // what the comment precedes or is held by (an instruction, a block); empty: nothing
};

}  // namespace s1
