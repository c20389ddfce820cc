// SPDX-License-Identifier: Apache-2.0
// The comments of a Groovy script, `//` and `/* */`, with what they belong to.
#pragma once
#include <vector>

#include "text/comment.h"
#include "text/source.h"

namespace s1::groovy {

// In their order; none in a string. Scopes: syntax/bracketed/comment_scopes.h, so that one above a stage is for the
// stage. Never fails; linear.
[[nodiscard]] std::vector<Comment> read_comments(const Source& source);

}  // namespace s1::groovy
