// SPDX-License-Identifier: Apache-2.0
// A Groovy script as it is read once: its tokens, and its comments, `//` and `/* */`, with what they belong to.
#pragma once
#include <vector>

#include "syntax/groovy/tokens.h"
#include "text/comment.h"
#include "text/source.h"

namespace s1::groovy {

struct Script {
  std::vector<Token> tokens;
  // In their order; none in a string. Scopes: syntax/bracketed/comment_scopes.h, so that one above a stage is for it.
  std::vector<Comment> comments;
};

// Never fails; linear.
[[nodiscard]] Script read_script(const Source& source);

}  // namespace s1::groovy
